// One command of a task: its output goes by as it comes and is kept by nobody but as a hash, because it may hold what nobody should commit.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Pause } from "../document/document-lock.ts";
import { hostEnvironment } from "../experiment/host-environment.ts";
import type { CommandCall, CommandEnd, CommandReply, CommandRequest } from "./host/task-message.ts";
import { TaskError } from "./task-error.ts";

export interface RanCommand extends CommandEnd {
  /** What it printed, both outputs in the order in which they came: SHA-256 in hexadecimal digits, and how much it was. */
  readonly output: { readonly hash: string; readonly bytes: number };
}

export interface Onlooker {
  readonly pause: Pause;
  /** Kills the command and everything that it started; what it had printed until then is in the answer. */
  readonly signal: AbortSignal;
  /** Called with pieces of the output as they come; a slow one slows the command. */
  readonly onOutput: (piece: Uint8Array) => void | Promise<void>;
}

/** Somebody whom nobody knows may hold the pipe. */
const CLOSE_MS = 2_000;

/** Resolves when the command and all that it started are gone. Rejects with a `TaskError` when the process that ran it died. */
export async function runCommand(request: Omit<CommandRequest, "type">, onlooker: Onlooker): Promise<RanCommand> {
  const { signal, pause, onOutput } = onlooker;
  const host = fork(new URL("./host/runtime-command-host.ts", import.meta.url), [], {
    serialization: "advanced",
    execArgv: [],
    env: hostEnvironment(),
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const { stdout } = host;
  if (stdout === null) throw new Error("a pipe was asked for");
  const send = (call: CommandCall): void => void host.send(call, () => undefined);
  const kill = (): void => send({ type: "kill" });
  const printed = readOutput(stdout, onOutput);
  printed.end.catch(kill);
  const gone = new Promise<void>((resolve) => host.once("exit", () => resolve()));
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    host.on("message", (reply: CommandReply) => {
      if (reply.type === "ended") return resolve(reply.end);
      send({ type: "run", ...request });
      if (signal.aborted) kill();
    });
    host.once("error", ({ message }) => reject(hostDied(`could not be started: ${message}`)));
    host.once("exit", (code, by) => reject(hostDied(`ended (${by ?? `exit code ${code}`})`)));
  });
  signal.addEventListener("abort", kill);
  try {
    const end = await ended;
    await gone;
    const isRead = new AbortController();
    await Promise.race([printed.end, pause(CLOSE_MS, isRead.signal)]);
    isRead.abort();
    return { ...end, output: printed.take() };
  } finally {
    signal.removeEventListener("abort", kill);
    stdout.destroy();
  }
}

function readOutput(stdout: Readable, onOutput: Onlooker["onOutput"]) {
  const hash = createHash("sha256");
  let bytes = 0;
  const read = async (): Promise<void> => {
    for await (const piece of stdout as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      bytes += piece.length;
      await onOutput(piece);
    }
  };
  return { end: read(), take: () => ({ hash: hash.copy().digest("hex"), bytes }) };
}

const hostDied = (how: string): TaskError =>
  new TaskError("host", `The process that runs the commands ${how}. Nothing was written down. Try again.`);
