// Where the repository around a directory stands, in one question to git.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 10_000;

export type Repository =
  /** No repository, no git, or none that may be asked. */
  | { readonly status: "none" }
  /** Nothing was committed yet. */
  | { readonly status: "empty" }
  | {
      readonly status: "committed";
      readonly head: string;
      /** Where the history of a shallow clone ends; empty for a whole one. */
      readonly shallow: ReadonlySet<string>;
    };

export async function openRepository(directory: string): Promise<Repository> {
  const ask = (args: readonly string[]): Promise<string | null> =>
    runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS });
  const told = await ask(["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--git-common-dir"]);
  const [isInside, isShallow, common = ""] = told?.split("\n") ?? [];
  if (isInside !== "true") return { status: "none" };
  const head = (await ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?.trim();
  if (head === undefined) return { status: "empty" };
  const shallow = isShallow === "true" ? await readShallow(resolve(directory, common)) : [];
  return { status: "committed", head, shallow: new Set(shallow) };
}

const readShallow = async (folder: string): Promise<string[]> =>
  (await readFile(join(folder, "shallow"), "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
