// One run: a fresh process in a group of its own, watched from outside until it, and everything that it started, is gone.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Pause } from "../../document/document-lock.ts";
import { MARK, type RanCommand, type RunRequest } from "../run-message.ts";
import { captureOutput } from "./capture-output.ts";
import { type ChildUsage, childUsage, killRun, processesOf, residentPeaks, send } from "./process-tree.ts";

export interface Timing {
  /** Milliseconds of a steady clock. */
  readonly elapsed: () => number;
  readonly pause: Pause;
}

/** All but what the guard and the GPU say. */
type WatchedRun = Omit<RanCommand, "disturbances">;

export interface StartedRun {
  readonly kill: () => void;
  readonly ended: Promise<WatchedRun>;
}

/** From being asked to end to being killed. */
const GRACE_MS = 1_000;
/** Memory is looked at again and again, soon at first so that a short run is seen, then seldom so that a long one is not disturbed. */
const FIRST_LOOK_MS = 1;
const LONGEST_LOOK_MS = 20;
const FEWEST_LOOKS = 4;
/** Looking may take this share of the time at most. */
const LOOK_SHARE = 0.05;
/** What a command started may need a moment longer than itself. */
const LEAVE_MS = 100;
const LEAVE_LOOK_MS = 10;

export function startRun(request: RunRequest, timing: Timing): StartedRun {
  const started = { usage: childUsage(), atMs: timing.elapsed() };
  const child = spawnChild(request);
  if (child instanceof Error) return { kill: () => undefined, ended: Promise.resolve(notStarted(child)) };
  const { pid: group } = child;
  if (group === undefined) return { kill: () => undefined, ended: errorOf(child).then(notStarted) };
  return { kill: () => killRun(group, request.mark), ended: watchRun({ ...request, child, group }, timing, started) };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A system may refuse at once: an argument list that is too long, a process too many. */
function spawnChild({ argv: [program = "", ...args], cwd, env, mark }: RunRequest): Child | Error {
  try {
    return spawn(program, args, {
      cwd,
      env: { ...env, [MARK]: mark },
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const errorOf = (child: Child): Promise<Error> => new Promise((resolve) => child.once("error", resolve));

function notStarted(error: Error): WatchedRun {
  const nothing = { bytes: 0, head: new Uint8Array(), end: null };
  const unread = { wallMs: null, cpuMs: null, peakMemory: null, diskRead: null, diskWritten: null, outputBytes: null };
  return {
    notStarted: error.message,
    exitCode: null,
    signal: null,
    isTimedOut: false,
    left: 0,
    process: { ...unread, ...NO_GPU },
    stdout: nothing,
    stderr: nothing,
  };
}

const NO_GPU = { gpuMemory: null, gpuUtilisation: null };

interface Started {
  readonly usage: ChildUsage;
  readonly atMs: number;
}

interface RunningCommand extends RunRequest {
  readonly child: Child;
  /** Of processes; the number of the first one. */
  readonly group: number;
}

async function watchRun(running: RunningCommand, timing: Timing, started: Started): Promise<WatchedRun> {
  const { child, group, mark } = running;
  const over = new AbortController();
  const memory = watchMemory(group, timing, over.signal);
  const timeout = endAfter(running, timing, over.signal);
  const printed = readOutput(child, timing);
  const { exitCode, signal } = await exitOf(child);
  const wallMs = timing.elapsed() - started.atMs;
  const used = differences(started.usage, childUsage());
  over.abort();
  const isTimedOut = await timeout;
  const left = await clearAway(group, mark, timing);
  const { stdout, stderr } = await printed();
  const outputBytes = stdout.bytes + stderr.bytes;
  return {
    notStarted: null,
    exitCode,
    signal,
    isTimedOut,
    left,
    process: { wallMs, ...used, peakMemory: await memory, outputBytes, ...NO_GPU },
    stdout,
    stderr,
  };
}

const exitOf = (child: Child): Promise<Pick<WatchedRun, "exitCode" | "signal">> =>
  new Promise((resolve) => child.once("exit", (exitCode, signal) => resolve({ exitCode, signal })));

/** Reads from now on; the answer is asked for when the run is over, and comes when nobody can write any more, or somebody unknown still could. */
function readOutput(child: Child, { pause }: Timing): () => Promise<Pick<WatchedRun, "stdout" | "stderr">> {
  const [stdout, stderr] = [captureOutput(), captureOutput()];
  child.stdout.on("data", stdout.add);
  child.stderr.on("data", stderr.add);
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return async () => {
    const isRead = new AbortController();
    await Promise.race([closed, pause(GRACE_MS, isRead.signal)]);
    isRead.abort();
    child.stdout.destroy();
    child.stderr.destroy();
    return { stdout: stdout.take(), stderr: stderr.take() };
  };
}

/** Null when it ended before the fourth look, some 15 ms after its start: the first ones see a program that has hardly begun. */
async function watchMemory(root: number, { elapsed, pause }: Timing, over: AbortSignal): Promise<number | null> {
  let [looks, peak] = [0, 0];
  for (let delayMs = FIRST_LOOK_MS; !over.aborted; delayMs = Math.min(delayMs * 2, LONGEST_LOOK_MS)) {
    const from = elapsed();
    const now = residentPeaks(root);
    if (now !== null) [looks, peak] = [looks + 1, Math.max(peak, now)];
    await pause(Math.max(delayMs, (elapsed() - from) / LOOK_SHARE), over);
  }
  return looks >= FEWEST_LOOKS ? peak : null;
}

/** Whether it had to be ended. One that is stopped is woken, so that it can end itself. */
export async function endAfter(
  { group, timeoutMs, mark }: Pick<RunningCommand, "group" | "timeoutMs" | "mark">,
  { pause }: Timing,
  over: AbortSignal,
): Promise<boolean> {
  await pause(timeoutMs, over);
  if (over.aborted) return false;
  const everybody = process.platform === "win32" ? group : -group;
  send(everybody, "SIGTERM");
  send(everybody, "SIGCONT");
  await pause(GRACE_MS, over);
  killRun(group, mark);
  return true;
}

/** How many processes stayed, and are killed now. */
export async function clearAway(group: number, mark: string, { pause }: Timing): Promise<number> {
  let left = processesOf(group, mark);
  for (let waitedMs = 0; left.length > 0 && waitedMs < LEAVE_MS; waitedMs += LEAVE_LOOK_MS) {
    await pause(LEAVE_LOOK_MS);
    left = processesOf(group, mark);
  }
  if (left.length > 0) killRun(group, mark);
  return left.length;
}

const differences = (before: ChildUsage, after: ChildUsage): ChildUsage => ({
  cpuMs: between(before.cpuMs, after.cpuMs),
  diskRead: between(before.diskRead, after.diskRead),
  diskWritten: between(before.diskWritten, after.diskWritten),
});

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;
