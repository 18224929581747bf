import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { hostEnvironment } from "./host-environment.ts";
import type { HostReply, HostRequest, RanCommand, RunRequest } from "./run-message.ts";
import { SessionError } from "./session-error.ts";

export interface RunHost extends AsyncDisposable {
  /** One at a time. Resolves when the command and all that it started are gone. Rejects with a `SessionError` when the host died. */
  readonly run: (request: Omit<RunRequest, "type">) => Promise<RanCommand>;
  /** Kills the run in flight; its `run` resolves. */
  readonly kill: () => void;
}

/** Starts the process that starts the runs. `gpus`: how many there are to watch. */
export async function startRunHost(gpus: number): Promise<RunHost> {
  const host = fork(new URL("./host/runtime-run-host.ts", import.meta.url), [String(gpus)], {
    serialization: "advanced",
    execArgv: [],
    env: hostEnvironment(),
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = goneOf(host);
  const send = (request: HostRequest): void => void host.send(request, () => undefined);
  await nextReply(host, gone);
  return {
    async run(request) {
      const replied = nextReply(host, gone);
      send({ type: "run", ...request });
      const reply = await replied;
      if (reply.type !== "ran") throw new Error("the run host began anew");
      return reply.ran;
    },
    kill: () => send({ type: "kill" }),
    async [Symbol.asyncDispose]() {
      if (host.exitCode !== null || host.signalCode !== null) return;
      const ended = once(host, "exit");
      host.disconnect();
      await ended;
    },
  };
}

/** Rejects when the host ends; nobody has to wait for it. */
function goneOf(host: ChildProcess): Promise<never> {
  const gone = new Promise<never>((_resolve, reject) => {
    const end = (how: string): void =>
      reject(
        new SessionError(
          "host",
          `The process that starts the runs ${how}. What ran before is kept: go on with --resume.`,
        ),
      );
    host.once("error", (error) => end(`could not be started: ${error.message}`));
    host.once("exit", (code, signal) => end(`ended (${signal ?? `exit code ${code}`})`));
  });
  gone.catch(() => undefined);
  return gone;
}

const nextReply = (host: ChildProcess, gone: Promise<never>): Promise<HostReply> =>
  Promise.race([once(host, "message").then(([reply]) => reply as HostReply), gone]);
