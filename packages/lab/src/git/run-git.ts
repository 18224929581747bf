// Git as a program, asked without being led: nothing in the environment or in the repository's configuration may make it
// look elsewhere, start another program, take a lock, or wait for a person.
import { execFile } from "node:child_process";
import { devNull } from "node:os";

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const SAFE_CONFIG = [
  "core.fsmonitor=false",
  `core.hooksPath=${devNull}`,
  "safe.bareRepository=explicit",
  "core.quotePath=false",
];

export interface GitOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** More `name=value` settings. */
  readonly config?: readonly string[];
}

/** What git prints, or null when there is no git, no repository, no trust in it, or no answer in time. */
export function runGit(args: readonly string[], { cwd, timeoutMs, config = [] }: GitOptions): Promise<string | null> {
  const settings = [...SAFE_CONFIG, ...config].flatMap((setting) => ["-c", setting]);
  const options = { cwd, env: environment(), timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true };
  return new Promise((resolve) => {
    execFile("git", [...settings, "--no-pager", ...args], options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith("GIT_"));
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
}
