// Git whose answer is too long to wait for the whole of it: a history is read while git is still walking.
import { spawn } from "node:child_process";
import { gitArguments, gitEnvironment } from "./run-git.ts";

export interface GitStream {
  readonly cwd: string;
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
  readonly onChunk: (chunk: Buffer) => void;
}

/** True when git ended well. Rejects with the signal's reason when it fires, and git is ended. */
export async function streamGit(args: readonly string[], { cwd, input, signal, onChunk }: GitStream): Promise<boolean> {
  signal?.throwIfAborted();
  const git = spawn("git", gitArguments(args), { cwd, env: gitEnvironment(), windowsHide: true });
  git.stderr.resume();
  const stop = (): void => void git.kill();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const ended = await new Promise<boolean>((resolve, reject) => {
      git.on("error", () => resolve(false));
      git.on("close", (code) => resolve(code === 0));
      git.stdin.on("error", () => undefined).end(input);
      git.stdout.on("data", (chunk: Buffer) => {
        try {
          onChunk(chunk);
        } catch (error) {
          stop();
          reject(error);
        }
      });
    });
    signal?.throwIfAborted();
    return ended;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
