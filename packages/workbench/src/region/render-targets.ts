// What a plan has to reach: each target with what its baseline is today, how far it still is, and whether the task that shows it is done; then
// what the stated rates come to, and the memory that the bound models need.
import { whatItSays } from "../claim/claim-definitions.ts";
import { STANDING_WORDS } from "../chart/plan-glyph.ts";
import { relativePath } from "../compose/relative-path.ts";
import { formatBytes, formatNumber, formatPlain } from "../number/format-number.ts";
import type { Plan } from "../schedule/plan.ts";
import type { Subject } from "../rule/subject.ts";
import type { Target } from "../rule/target/read-targets.ts";
import { type Load, totalOf } from "../target/compute-load.ts";
import { rateLimit } from "../target/judge-target.ts";
import type { BoundModel, ModelMemory } from "../target/read-models.ts";
import type { PlanTarget, PlanTargets } from "../target/read-plan-targets.ts";
import { taskFinder } from "../task/named-tasks.ts";
import { inCell, planCell } from "./plan-cell.ts";
import { address } from "./plan-picture.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

/** Markdown with LF line ends; empty where nothing is stated. */
export function renderTargets(subject: Subject, plan: Plan, { targets, loads, models }: PlanTargets): string {
  return [
    ...(targets.length === 0 ? [] : [summary(targets), targetTable(subject, plan, targets), ...reviewList(targets)]),
    ...(loads.length === 0 ? [] : [LOAD, loadTable(loads), ...limitList(targets, loads)]),
    ...(models.length === 0 ? [] : [memorySentence(models), modelTable(models)]),
  ].join("\n\n");
}

function summary(targets: readonly PlanTarget[]): string {
  const counts = (["reached", "held", "to go", "unknown"] as const).flatMap((state) => {
    const count = targets.filter(({ distance }) => distance.state === state).length;
    return count === 0 ? [] : [`${count} ${state === "unknown" ? "not comparable" : state}`];
  });
  const bound = targets.filter(({ today }) => today?.status === "measured").length;
  const whole = `${targets.length} ${targets.length === 1 ? "target" : "targets"}: ${counts.join(", ")}.`;
  return `${whole} ${bound} of ${targets.length} ${targets.length === 1 ? "baseline" : "baselines"} bound to evidence.`;
}

function targetTable(subject: Subject, plan: Plan, targets: readonly PlanTarget[]): string {
  const verified = verifier(subject, plan);
  return tableOf(
    ["What is measured", "Stated baseline", "Measured", "To reach", "Still to go", "Shown by"],
    targets.map(({ target, today, distance }) => [
      planCell(target.metric.text),
      planCell(target.baseline?.text ?? ""),
      todayText(today, subject.path),
      planCell(target.target?.text ?? ""),
      inCell(plain(distance.text)),
      verified(target),
    ]),
  );
}

function todayText(today: PlanTarget["today"], document: string): string {
  if (today === null) return "not bound";
  if (today.status === "unknown") return "not measured yet";
  if (today.status === "evidence") return "the evidence cannot be trusted";
  const link = `[evidence](${address(relativePath(document, today.path))})`;
  return `${inCell(plain(whatItSays(today.measured)))} (${link})`;
}

/** Tasks with how they stand; what is no task as it is written. */
function verifier(subject: Subject, { tasks }: Plan): (target: Target) => string {
  const find = taskFinder(subject);
  const standings = new Map(tasks.map(({ id, standing }) => [id, standing]));
  return ({ verify }) => {
    if (verify === null) return "–";
    const named = find(verify).map(({ id }) => {
      const standing = standings.get(id);
      return `${planCell(id)} (${standing === undefined ? "no such task" : STANDING_WORDS[standing]})`;
    });
    return named.length > 0 ? named.join(", ") : planCell(verify.text) || "–";
  };
}

const reviewList = (targets: readonly PlanTarget[]): string[] => {
  const lines = targets.flatMap(({ target, today }) =>
    today?.status === "measured" && today.review !== null
      ? [`- ${plain(target.metric.text)}: ${plain(today.review)} Measure it again.`]
      : [],
  );
  return lines.length === 0 ? [] : [lines.join("\n")];
};

const LOAD = "Load, computed from the stated rates of all clients together; payload alone, without frames and headers:";

function loadTable(loads: readonly Load[]): string {
  const all = loads.length > 1 ? [...loads, totalOf(loads, "Together")] : loads;
  const hasPeak = loads.some(({ peakMessages }) => peakMessages !== null);
  return tableOf(
    ["Flow", "Messages each second", "Bytes each second", "In a day", ...(hasPeak ? ["At the peak"] : [])],
    all.map((load) => [
      planCell(load.name),
      load.messages === null ? "–" : `${formatPlain(load.messages)}/s`,
      load.bytes === null ? "–" : `${formatBytes(load.bytes)}/s`,
      load.bytesADay === null ? "–" : formatBytes(load.bytesADay),
      ...(hasPeak ? [peakText(load)] : []),
    ]),
  );
}

const peakText = ({ peakMessages, peakBytes }: Load): string =>
  peakMessages === null || peakBytes === null ? "–" : `${formatPlain(peakMessages)}/s, ${formatBytes(peakBytes)}/s`;

/** Targets in bytes or messages a second are held against what is stated; at the peak where there is one. */
function limitList(targets: readonly PlanTarget[], loads: readonly Load[]): string[] {
  const total = totalOf(loads, "");
  const lines = targets.flatMap(({ target }) => {
    const limit = rateLimit(target);
    if (limit === null) return [];
    const isBytes = limit.kind === "byte/s";
    const load = isBytes ? (total.peakBytes ?? total.bytes) : (total.peakMessages ?? total.messages);
    if (load === null || limit.worth === 0) return [];
    const said = isBytes ? `${formatBytes(load)}/s` : `${formatPlain(load)} messages/s`;
    const share = `${formatPlain((load / limit.worth) * 100)} %`;
    return [`- ${plain(target.metric.text)}: the stated rates come to ${said}, ${share} of what the target says.`];
  });
  return lines.length === 0 ? [] : [lines.join("\n")];
}

const SOURCES = { measured: "measured", stated: "stated", file: "size of the file, estimate" } as const;

function memorySentence(models: readonly BoundModel[]): string {
  const known = models.flatMap(({ memory }) => (memory === null ? [] : [memory.bytes]));
  const sum = known.reduce((all, one) => all + one, 0);
  const open = models.length - known.length;
  const rest = open === 0 ? "" : ` ${open} ${open === 1 ? "model is" : "models are"} not in it, because nothing tells.`;
  return known.length === 0
    ? "Memory of the models: nothing tells it. State it in the table of models."
    : `Memory of the models, all loaded at once: ${formatBytes(sum)} (estimate).${rest}`;
}

const HASH_DIGITS = 12;

const modelTable = (models: readonly BoundModel[]): string =>
  tableOf(
    ["Bound model", "File", "Needs", "Known from"],
    models.map(({ name, hash, memory }) => [
      planCell(name),
      hash === null ? "not bound" : `\`${sizeKey(hash)}\``,
      memory === null ? "not known" : bytesText(memory),
      memory === null ? "–" : SOURCES[memory.source],
    ]),
  );

/** The size of a file is exact: see `knownSizes`. */
const bytesText = ({ bytes, fileBytes }: ModelMemory): string =>
  fileBytes === null ? formatBytes(bytes) : `${formatBytes(bytes)} (file of ${formatNumber(fileBytes, 0)} bytes)`;

const WITH_SIZE = /^\|.*\| `([0-9a-f]{12})` +\|.*\(file of ([\d,]+) bytes\)/gm;

/** Sizes by hash that a generated part tells. They stay true, because a hash has one size: so it is the same where no model file lies. */
export const knownSizes = (body: string): ReadonlyMap<string, number> =>
  new Map([...body.matchAll(WITH_SIZE)].map(([, hash = "", bytes = ""]) => [hash, Number(bytes.replaceAll(",", ""))]));

/** By the digits that `knownSizes` has. */
export const sizeKey = (hash: string): string => hash.slice(0, HASH_DIGITS);
