// The entry of a process that runs one command, so that it and everything that it started are gone when the program is, however that ends.
import { spawn } from "node:child_process";
import { clearAway, endAfter } from "../../experiment/host/run-command.ts";
import { timing } from "../../experiment/host/runtime-timing.ts";
import { killRun } from "../../experiment/host/process-tree.ts";
import { MARK } from "../../experiment/run-message.ts";
import type { CommandCall, CommandEnd, CommandReply, CommandRequest } from "./task-message.ts";

/** Its own output, which it does not touch: the command writes there. */
const OUTPUT = 1;

let kill: (() => void) | undefined;
let isKilled = false;

async function run({ argv: [program = "", ...args], cwd, env, mark, timeoutMs }: CommandRequest): Promise<CommandEnd> {
  const startedMs = timing.elapsed();
  const child = spawn(program, args, {
    cwd,
    env: { ...env, [MARK]: mark },
    detached: process.platform !== "win32",
    stdio: ["ignore", OUTPUT, OUTPUT],
    windowsHide: true,
  });
  const over = new AbortController();
  const exit = new Promise<Pick<CommandEnd, "notStarted" | "exitCode" | "signal">>((resolve) => {
    child.once("error", ({ message }) => resolve({ notStarted: message, exitCode: null, signal: null }));
    child.once("exit", (exitCode, signal) => resolve({ notStarted: null, exitCode, signal }));
  });
  const { pid: group } = child;
  if (group === undefined) return { ...(await exit), isTimedOut: false, durationMs: 0 };
  kill = () => killRun(group, mark);
  if (isKilled) kill();
  const timeout = endAfter({ group, mark, timeoutMs }, timing, over.signal);
  const ended = await exit;
  const durationMs = Math.round(timing.elapsed() - startedMs);
  over.abort();
  const isTimedOut = await timeout;
  await clearAway(group, mark, timing);
  // The number may be another's from now on.
  kill = undefined;
  return { ...ended, isTimedOut, durationMs };
}

function endRun(): void {
  isKilled = true;
  kill?.();
}

const reply = (message: CommandReply, sent = (): void => undefined): void => void process.send?.(message, sent);

process.on("message", (call: CommandCall) => {
  if (call.type === "kill") endRun();
  else void run(call).then((end) => reply({ type: "ended", end }, () => process.disconnect()));
});
process.on("disconnect", () => {
  endRun();
  process.exit();
});
// Ctrl-C reaches every process of the terminal; it is the program that decides what becomes of the command.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
reply({ type: "ready" });
