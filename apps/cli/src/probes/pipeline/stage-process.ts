// A stage is a program of anybody: a line in, a line out, in the same order. It has one frame at a time, so that the time of a frame is the
// stage's own and not that of frames before it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Clock, sleep } from "@nomous/protocol";
import type { CliError } from "../../cli-error.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";
import type { Stage } from "./read-stages.ts";

export interface StageProcess {
  readonly id: string;
  /** The line that comes out for this one. Rejects with a `CliError` when the stage is gone, silent or says more. */
  work(line: string): Promise<string>;
  /** Ends its input and reads what is left. Rejects with a `CliError` when it says more than it was asked. */
  finish(): Promise<void>;
  close(): void;
}

export interface StageParts {
  readonly clock: Clock;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

const LAST_WORDS = 300;
/** One that does not end with its input has said all by then. */
const FINISH_MS = 500;

export function startStage({ id, run: [program = "", ...args] }: Stage, parts: StageParts): StageProcess {
  const { clock, cwd, env, timeoutMs } = parts;
  const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  let words = "";
  let failure: CliError | undefined;
  let asked: PromiseWithResolvers<string> | undefined;
  let isFinishing = false;
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const fail = (what: string, remedy: string): void => {
    failure ??= deadTarget(`The stage ${id} ${what}`, remedy);
    asked?.reject(failure);
  };
  child.on("error", (error) => fail(`cannot be started, ${program}: ${troubleOf(error)}`, "correct its run"));
  child.on("close", (code, signal) => {
    if (isFinishing) return;
    const last = words.trim().split("\n").at(-1) ?? "";
    fail(`ended with ${signal ?? code}${last === "" ? "" : `, ${last}`}`, "it has to read lines until its input ends");
  });
  // A stage that is gone is told by its end; what was to be written then is not worth a second failure.
  child.stdin.on("error", () => undefined);
  child.stderr.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-LAST_WORDS)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (asked === undefined) fail("wrote more lines than it read", "it has to write one line for each");
    asked?.resolve(line);
    asked = undefined;
  });
  return {
    id,
    async work(line) {
      if (failure !== undefined) throw failure;
      asked = Promise.withResolvers<string>();
      const { promise } = asked;
      const remedy = "it has to write a line for each, and to flush it; or raise --timeout";
      const stopTimer = clock.after(timeoutMs, () => fail(`wrote nothing for ${timeoutMs} ms`, remedy));
      child.stdin.write(`${line}\n`);
      return promise.finally(stopTimer);
    },
    async finish() {
      isFinishing = true;
      child.stdin.end();
      await Promise.race([closed, sleep(clock, FINISH_MS)]);
      if (failure !== undefined) throw failure;
    },
    close() {
      child.stdin.end();
      child.kill();
    },
  };
}
