// The experiment runner against hyperfine on the same commands in one run: what each adds to a command, what each says of a plain case and of a
// planted difference, and what each says of one command twice while the machine grows slower. hyperfine runs all of one command, then all
// of the other; we run random paired rounds.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { systemRuntime } from "@nomous/client";
import { openWorkspace } from "@nomous/lab";
import { runSession } from "@nomous/lab/experiments";
import { sleep } from "@nomous/protocol";
import { analyse, decodeExperiment, formatEffect, type SessionResults } from "@nomous/workbench";
import { format, report, summarise } from "./harness.ts";

const ROUNDS = Number(process.argv[2] ?? 16);
const SESSIONS = Number(process.argv[3] ?? 5);

const root = mkdtempSync(join(tmpdir(), "nomous-bench-"));
const workspace = await openWorkspace(root);

/** Sleeps, and ever longer while the clock goes on from the moment that a file names: a machine that warms up. */
const DRIFT = join(root, "drift.mjs");
const BEGAN = join(root, "began");
writeFileSync(
  DRIFT,
  `import { readFileSync } from "node:fs";
const minutes = (Date.now() - Number(readFileSync(${JSON.stringify(BEGAN)}, "utf8"))) / 60000;
await new Promise((resolve) => setTimeout(resolve, Number(process.argv[2]) * (1 + Number(process.argv[3]) * minutes)));
`,
);

interface Case {
  readonly name: string;
  readonly a: readonly string[];
  readonly b: readonly string[];
}

const node = process.execPath;
const CASES: readonly Case[] = [
  { name: "one command twice", a: ["sleep", "0.05"], b: ["sleep", "0.050"] },
  { name: "10 % slower", a: ["sleep", "0.05"], b: ["sleep", "0.055"] },
  {
    name: "one command twice, a machine that grows slower",
    a: [node, DRIFT, "50", "8"],
    b: [node, DRIFT, "50.0", "8"],
  },
];

interface Said {
  /** B against A, in percent. */
  readonly effect: number;
  readonly words: string;
  /** Milliseconds a run beside the command itself. */
  readonly overhead: number;
}

async function nomous({ name, a, b }: Case): Promise<Said> {
  const decoded = decodeExperiment(
    JSON.stringify({
      id: name.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, ""),
      question: "Which one takes less time?",
      variants: [
        { id: "a", run: a },
        { id: "b", run: b },
      ],
      metrics: [{ id: "wall", unit: "ms", better: "lower", threshold: "5 %", from: "wall-time" }],
      rounds: ROUNDS,
      seed: Math.floor(performance.now()),
      warmup: 1,
    }),
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  const startedMs = performance.now();
  const { clock } = systemRuntime;
  const { evidence } = await runSession({
    workspace,
    document: "bench.md",
    experiment: decoded.experiment,
    toolVersion: "bench",
    clock,
    pause: (ms, signal) => sleep(clock, ms, signal),
    signal: new AbortController().signal,
    environment: process.env,
    probeCommand: (probe) => [probe],
  });
  const tookMs = performance.now() - startedMs;
  const inside = evidence.runs.reduce((sum, { process: { wallMs } }) => sum + (wallMs ?? 0), 0);
  return { ...saidBy(analyse(evidence)), overhead: (tookMs - inside) / evidence.runs.length };
}

function saidBy({ metrics: [{ metric, comparisons }] }: SessionResults): Omit<Said, "overhead"> {
  const [comparison] = comparisons;
  if (comparison === undefined) throw new Error("nothing was compared");
  return {
    effect: 100 * (comparison.effect ?? Number.NaN),
    words: `${formatEffect(metric, comparison)} ${comparison.verdict}`,
  };
}

interface HyperfineResult {
  readonly mean: number;
  readonly stddev: number;
  readonly times: readonly number[];
}

const quoted = (argv: readonly string[]): string => argv.map((word) => `'${word}'`).join(" ");

function hyperfine({ a, b }: Case): Said {
  const file = join(root, "hyperfine.json");
  const args = [
    "-N",
    "--warmup",
    "1",
    "--runs",
    String(ROUNDS),
    "--style",
    "none",
    "--export-json",
    file,
    quoted(a),
    quoted(b),
  ];
  const startedMs = performance.now();
  execFileSync("hyperfine", args, { stdio: ["ignore", "ignore", "inherit"] });
  const tookMs = performance.now() - startedMs;
  const { results } = JSON.parse(readFileSync(file, "utf8")) as { results: readonly HyperfineResult[] };
  const [one, other] = results;
  if (one === undefined || other === undefined) throw new Error("hyperfine gave no results");
  const inside = [...one.times, ...other.times].reduce((sum, seconds) => sum + seconds * 1_000, 0);
  // As it prints it: "1.10 ± 0.02 times faster than".
  const ratio = other.mean / one.mean;
  const error = ratio * Math.hypot(one.stddev / one.mean, other.stddev / other.mean);
  const runs = one.times.length + other.times.length;
  // Warming up is in the time and not in the times.
  const overhead = (tookMs - inside - (one.mean + other.mean) * 1_000) / runs;
  return { effect: 100 * (ratio - 1), words: `${ratio.toFixed(3)} ± ${error.toFixed(3)} times`, overhead };
}

const begin = (): void => writeFileSync(BEGAN, String(systemRuntime.clock.now()));

const rows: string[] = [];
const overheads = { ours: [] as number[], theirs: [] as number[] };
for (const one of CASES) {
  const ours: Said[] = [];
  const theirs: Said[] = [];
  for (let session = 0; session < SESSIONS; session += 1) {
    const both = [
      async () => void (begin(), ours.push(await nomous(one))),
      async () => void (begin(), theirs.push(hyperfine(one))),
    ];
    for (const run of session % 2 === 0 ? both : both.toReversed()) await run();
    console.log(`${one.name}: ${ours.at(-1)?.words} | ${theirs.at(-1)?.words}`);
  }
  overheads.ours.push(...ours.map(({ overhead }) => overhead));
  overheads.theirs.push(...theirs.map(({ overhead }) => overhead));
  rows.push(
    `| ${one.name} | ${effects(theirs)} | ${theirs.map(({ words }) => words).join("<br>")} | ${effects(ours)} | ${ours.map(({ words }) => words).join("<br>")} |`,
  );
}

function effects(said: readonly Said[]): string {
  const { median, min, max } = summarise(said.map(({ effect }) => effect));
  return `${median.toFixed(1)} % [${min.toFixed(1)}, ${max.toFixed(1)}]`;
}

const own = summarise(overheads.ours);
const peer = summarise(overheads.theirs);
rmSync(root, { recursive: true, force: true });

report(
  "experiment",
  `${SESSIONS} sessions of ${ROUNDS} runs a command each way, one after the other in turn. The effect is B against A; in brackets the least and the most of the sessions. On a machine that grows
slower hyperfine, which runs all of A before all of B, takes the drift for a difference; paired rounds do not.

| case | hyperfine: effect | as it says it | nomous: effect | as it says it |
|---|---:|---|---:|---|
${rows.join("\n")}

Beside the command a run costs ${format(own.median)} ms [${format(own.min)}, ${format(own.max)}] here and ${format(peer.median)} ms [${format(peer.min)}, ${format(peer.max)}] with hyperfine: a canary, the readings of the guard, a line on disk that
is synced, and every third run is the control.`,
);
process.exit(0);
