// The command line in a process that stays: its next command finds it loaded, which takes a quarter of the time. It has the
// folder, the environment and the empty input of a process of its own; what it cannot show is how a process ends.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Result } from "./desk.ts";

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const PROCESS = new URL("./program-process.ts", import.meta.url);

let program: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Runs commands one after the other. Rejects when the process ends with them. */
export async function runWarm(command: Command): Promise<Result> {
  const before = last;
  waiting += 1;
  const run = before.then(() => tell(command)).finally(() => (waiting -= 1));
  last = run.catch(() => undefined);
  return run;
}

/** Ends the process if a command has not come to an end, so that it disturbs nothing that follows. */
export async function endStuckProgram(): Promise<void> {
  if (waiting === 0 || program === undefined) return;
  const gone = once(program, "exit");
  program.kill("SIGKILL");
  await gone;
}

async function tell(command: Command): Promise<Result> {
  const child = start();
  const over = new AbortController();
  const { signal } = over;
  try {
    child.send(command);
    return await Promise.race([
      once(child, "message", { signal }).then(([result]) => result as Result),
      once(child, "exit", { signal }).then(([exit]) => {
        throw new Error(`the program ended with ${exit} before ${command.args.join(" ")} did`);
      }),
    ]);
  } finally {
    over.abort();
  }
}

function start(): ChildProcess {
  if (program?.connected === true && program.exitCode === null && program.signalCode === null) return program;
  program = fork(PROCESS, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  // It ends with whoever started it, and keeps nobody from ending.
  program.unref();
  program.channel?.unref();
  return program;
}
