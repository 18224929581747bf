// Git asked about what is to be committed: a hook may be given another index than the usual one, for `git commit -a` and for single files.
import { execFile } from "node:child_process";
import { gitArguments, gitEnvironment } from "../git/run-git.ts";

const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export type StagedGit = (args: readonly string[], input?: string) => Promise<string | null>;

/** `indexFile` is absolute; without it, the repository's own. Null: no git, no repository, or no answer in time. */
export const stagedGit =
  (cwd: string, indexFile: string | null): StagedGit =>
  (args, input) =>
    new Promise((resolve) => {
      const env = { ...gitEnvironment(), ...(indexFile !== null && { GIT_INDEX_FILE: indexFile }) };
      const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true };
      const git = execFile("git", gitArguments(args), options, (error, stdout) =>
        resolve(error === null ? stdout : null),
      );
      git.stdin?.on("error", () => undefined).end(input);
    });
