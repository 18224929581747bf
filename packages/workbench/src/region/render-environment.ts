// On what, of what and how it was measured, so that somebody else can do it again.
import type { SessionResults } from "../analysis/results.ts";
import type { Machine, SessionRecord } from "../evidence/evidence.ts";
import type { Variant, VariantCommand } from "../experiment/experiment.ts";
import { formatBytes, formatDuration, formatNumber } from "../number/format-number.ts";
import { chartLink } from "./charts.ts";
import { disturbanceWords } from "./disturbance-words.ts";
import { plain } from "./plain.ts";

const HASH_DIGITS = 12;
const LONGEST_COMMAND = 120;

/** Markdown. */
export function renderEnvironment(results: SessionResults, document: string): string {
  const { session } = results.evidence;
  const lines = [
    `**Machine:** ${machineWords(session.machine)}`,
    `**Runtime:** ${plain(session.machine.runtime)}`,
    `**Commit:** ${commitWords(session)}`,
    ...results.variants.map((variant) => `**${plain(variant.title)}:** ${variantWords(variant, session)}`),
    `**Order:** ${orderWords(session)}`,
    `**Rule:** ${plain(session.protocol.rule)}; protocol \`${session.protocolHash.slice(0, HASH_DIGITS)}\``,
    ...inputLines(session),
    `**Disturbances:** ${plain(disturbanceWords(results))}`,
    `**Drift of the baseline:** ${driftWords(results)}`,
    `**Measured:** ${measuredWords(results)}`,
  ];
  return [lines.map((line) => `- ${oneLine(line)}`).join("\n"), chartLink(results, "order", document)].join("\n\n");
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Marks around code, also when it holds some. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((marks) => marks.length));
  const marks = "`".repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${marks} ${text} ${marks}`;
}

function machineWords({ fingerprint, cpu, cores, memory, gpu, system, kernel }: Machine): string {
  const cards = gpu.map(
    ({ name, memory: own, driver }) => `${plain(name)} with ${formatBytes(own)}, driver ${plain(driver)}`,
  );
  return [
    `\`${fingerprint}\`, ${plain(cpu)}`,
    `${cores} ${cores === 1 ? "core" : "cores"}`,
    formatBytes(memory),
    ...(cards.length === 0 ? ["no GPU"] : cards),
    `${plain(system)} ${plain(kernel)}`,
  ].join(", ");
}

function commitWords({ git: { commit, branch, dirtyHash } }: SessionRecord): string {
  if (commit === null) return "not in a git repository";
  const on = branch === null ? "" : ` on ${plain(branch)}`;
  const dirty =
    dirtyHash === null ? "nothing uncommitted" : `uncommitted changes \`${dirtyHash.slice(0, HASH_DIGITS)}\``;
  return `\`${commit.slice(0, HASH_DIGITS)}\`${on}, ${dirty}`;
}

/** As the block says it: where a worktree or this program lay on the machine is nobody's concern. */
function variantWords({ command, folder, id, ref }: Variant, { variants }: SessionRecord): string {
  const one = variants[id];
  if (one === undefined) return "not started";
  const place = folder === "." ? "" : ` in ${code(folder)}`;
  const commit = one.commit === null ? "" : ` at \`${one.commit.slice(0, HASH_DIGITS)}\``;
  const named = ref === null || one.commit === ref ? "" : ` (${plain(ref)})`;
  return `${code(cut(commandWords(command)))}${place}${commit}${named}`;
}

const commandWords = (command: VariantCommand): string =>
  (command.kind === "argv"
    ? command.argv
    : ["nomous", "probe", command.probe, ...Object.entries(command.params).map(([key, value]) => `--${key}=${value}`)]
  )
    .map(argument)
    .join(" ");

/** The block and the evidence have it whole. */
const cut = (text: string): string =>
  text.length <= LONGEST_COMMAND ? text : `${text.slice(0, LONGEST_COMMAND).trimEnd()}…`;

/** As a shell would need it. */
const argument = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function orderWords({ protocol: { experiment } }: SessionRecord): string {
  const { seed, warmup, looks } = experiment.design;
  const looked = looks.length === 1 ? `${looks[0]} rounds` : `looks after ${looks.join(", ")} rounds`;
  const warm = warmup === 0 ? "no round to warm up" : `${warmup} ${warmup === 1 ? "round" : "rounds"} to warm up`;
  return `each round in random order from seed ${seed}, ${warm}, ${looked}, the baseline twice in each`;
}

function inputLines({ inputs }: SessionRecord): string[] {
  const all = Object.entries(inputs);
  if (all.length === 0) return [];
  const each = all.map(
    ([path, hash]) => `${code(path)} ${hash === null ? "(missing)" : `\`${hash.slice(0, HASH_DIGITS)}\``}`,
  );
  return [`**Inputs:** ${each.join(", ")}`];
}

function driftWords({ drift: { lag1, changeAtRound } }: SessionResults): string {
  const lag =
    lag1 === null
      ? "correlation from round to round not known"
      : `correlation from round to round ${formatNumber(lag1, 2)}`;
  return `${lag}, ${changeAtRound === null ? "no change found" : `a change at round ${changeAtRound}`}`;
}

function measuredWords({ evidence: { session, resumes, end } }: SessionResults): string {
  const resumed = resumes.length === 0 ? "" : `, resumed ${resumes.length === 1 ? "once" : `${resumes.length} times`}`;
  const tookMs = end === null ? null : Date.parse(end.endedAt) - Date.parse(session.startedAt);
  const took = tookMs === null ? ", not ended" : tookMs < 0 ? "" : `, in ${formatDuration(tookMs)}`;
  return `${minuteOf(session.startedAt)}${took}${resumed}, by ${session.tool.name} ${session.tool.version}`;
}

/** `2026-11-29 06:15 UTC`; the evidence has the milliseconds. */
const minuteOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;
