// One run, from the files that it must not find to the line that says what it did.
import { lstat, readFile, realpath, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Experiment, Metric, RunOutcome, RunRecord } from "@nomous/workbench/experiments";
import { keepOutput } from "../evidence/keep-output.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import type { PreparedVariant } from "./prepare-variants.ts";
import { readValues, type RunOutput } from "./read-values.ts";
import type { PrintedOutput, RanCommand } from "./run-message.ts";
import { SessionError } from "./session-error.ts";
import type { RunHost } from "./start-run-host.ts";

export interface SessionClock {
  /** Milliseconds since the Unix epoch; it may be set. */
  readonly now: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

export interface RunPlace {
  readonly experiment: Experiment;
  readonly session: string;
  readonly host: RunHost;
  readonly clock: SessionClock;
  /** Of long outputs. */
  readonly outputs: string;
}

type PlannedPlace = Pick<RunRecord, "round" | "attempt" | "position" | "variant" | "isControl">;

/** Runs a variant once; null when `isStopped` says that it was ended on purpose. */
export async function runVariant(
  place: RunPlace,
  variant: PreparedVariant,
  planned: PlannedPlace,
  isStopped: () => boolean,
): Promise<RunRecord | null> {
  const { experiment, session, host, clock, outputs } = place;
  const name = `${planned.round}.${planned.attempt}.${planned.position}`;
  const paths = resultFiles(experiment.metrics);
  await removeOld(variant.cwd, paths);
  const [startedMs, steadyMs] = [clock.now(), clock.elapsed()];
  const { argv, cwd, env } = variant;
  const ran = await host.run({ argv, cwd, env, mark: `${session}/${name}`, timeoutMs: experiment.design.timeoutMs });
  const clockJumpMs = Math.round(clock.now() - startedMs) - Math.round(clock.elapsed() - steadyMs);
  if (isStopped()) return null;
  const judged = judgeRun(ran, experiment, await outputOf(ran, cwd, paths));
  return {
    type: "run",
    ...planned,
    startedAt: new Date(startedMs).toISOString(),
    ...judged,
    exitCode: ran.exitCode,
    signal: ran.signal,
    process: ran.process,
    stdout: await keepOutput(outputs, session, `${name}.out`, ran.stdout),
    stderr: await keepOutput(outputs, session, `${name}.err`, ran.stderr),
    guard: { ...ran.disturbances, clockJumpMs },
  };
}

type Judged = Pick<RunRecord, "outcome" | "reason" | "values" | "stages">;

/** What a run was; the first thing that went wrong counts. */
function judgeRun(ran: RanCommand, { metrics, design }: Experiment, output: RunOutput): Judged {
  const failure = failureOf(ran, design);
  if (failure !== null) return { ...failure, values: {}, stages: {} };
  const read = readValues(metrics, output);
  if (!read.ok) return { outcome: "no-metric", reason: read.reason, values: {}, stages: {} };
  return { outcome: "ok", reason: null, values: read.values, stages: read.stages };
}

export function failureOf(
  ran: RanCommand,
  { timeoutMs, success }: Pick<Experiment["design"], "timeoutMs" | "success">,
): { readonly outcome: RunOutcome; readonly reason: string } | null {
  const { notStarted, isTimedOut, exitCode, signal, left } = ran;
  if (notStarted !== null) return { outcome: "not-started", reason: `it could not be started: ${notStarted}` };
  if (isTimedOut) return { outcome: "timeout", reason: `it had not ended after ${timeoutMs} ms, and was killed` };
  if (signal !== null) return { outcome: "failed", reason: withLastLine(`it was ended by ${signal}`, ran.stderr) };
  if (exitCode === null || !success.includes(exitCode))
    return { outcome: "failed", reason: withLastLine(`it ended with exit code ${exitCode}`, ran.stderr) };
  if (left > 0)
    return {
      outcome: "left-processes",
      reason: `${left === 1 ? "a process" : `${left} processes`} that it had started went on, and ${left === 1 ? "was" : "were"} killed`,
    };
  return null;
}

const LINE_LENGTH = 200;

function withLastLine(said: string, stderr: PrintedOutput): string {
  const line = endOf(stderr)
    .split("\n")
    .findLast((text) => text.trim() !== "");
  return line === undefined ? said : `${said}: ${line.trim().slice(0, LINE_LENGTH)}`;
}

export const endOf = ({ head, end }: PrintedOutput): string => Buffer.from(end ?? head).toString("utf8");

/** Paths of the files that runs write for metrics, each once. */
export const resultFiles = (metrics: readonly Metric[]): string[] => [
  ...new Set(metrics.flatMap(({ source }) => (source.from === "file" ? [source.path] : []))),
];

/** A file of an earlier run would be read as this one's. */
async function removeOld(cwd: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const file = join(cwd, path);
    const stats = await lstat(file).catch(() => null);
    if (stats === null || stats.isDirectory() || !(await isInside(cwd, dirname(file)))) continue;
    await unlink(file).catch((error: unknown) => {
      throw new SessionError(
        "command",
        `${path} of an earlier run cannot be removed. Remove it, so that it is not read again.`,
        {
          cause: error,
        },
      );
    });
  }
}

const isInside = (cwd: string, path: string): Promise<boolean> =>
  realpath(path).then(
    (real) => pathBelow(cwd, real) !== null,
    () => false,
  );

async function outputOf(ran: RanCommand, cwd: string, paths: readonly string[]): Promise<RunOutput> {
  const files = await Promise.all(paths.map(async (path) => [path, await readResult(cwd, path)] as const));
  return { printed: endOf(ran.stdout), files: Object.fromEntries(files), process: ran.process, exitCode: ran.exitCode };
}

const MAX_RESULT_BYTES = 16 * 1024 * 1024;

/** Null when there is none, when it is too large to be one, and when it is a link that leads out. */
async function readResult(cwd: string, path: string): Promise<string | null> {
  const file = join(cwd, path);
  if (!(await isInside(cwd, file))) return null;
  const stats = await lstat(await realpath(file));
  return stats.isFile() && stats.size <= MAX_RESULT_BYTES ? readFile(file, "utf8") : null;
}
