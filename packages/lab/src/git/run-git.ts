// Git as a program, asked without being led: nothing in the environment or in the repository's configuration may make it
// look elsewhere, start another program, fetch what is missing, take a lock, or wait for a person.
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
  /** What it reads from its standard input. */
  readonly input?: string;
}

/** What git prints, or null when there is no git, no repository, no trust in it, or no answer in time. */
export function runGit(
  args: readonly string[],
  { cwd, timeoutMs, config = [], input }: GitOptions,
): Promise<string | null> {
  const options = { cwd, env: gitEnvironment(), timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true };
  return new Promise((resolve) => {
    const git = execFile("git", gitArguments(args, config), options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
    // A git that ends before it has read everything says so by how it ends.
    git.stdin?.on("error", () => undefined).end(input);
  });
}

/** All that git is started with. */
export const gitArguments = (args: readonly string[], config: readonly string[] = []): string[] => [
  ...[...SAFE_CONFIG, ...config].flatMap((setting) => ["-c", setting]),
  "--no-pager",
  ...args,
];

export function gitEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith("GIT_"));
  const alone = {
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
  };
  return { ...Object.fromEntries(own), ...alone, LC_ALL: "C" };
}
