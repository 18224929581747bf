// Who owns a file by the repository's CODEOWNERS: the last rule that matches, as the hosts that read it do.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ignore from "ignore";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 5_000;
/** The first that exists counts. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

interface OwnerRule {
  readonly pattern: string;
  /** Empty when the rule says that nobody owns what it matches. */
  readonly owners: string;
}

/** The owners of a file, separated by blanks: `@team ada@example.org`. Null when no rule names one. */
export async function ownerOf({ root, name }: Workspace, path: string): Promise<string | null> {
  const top = (await runGit(["rev-parse", "--show-toplevel"], { cwd: root, timeoutMs: TIMEOUT_MS }))?.trim() || root;
  const rules = parseOwners(await readOwners({ root: top, name }));
  const fromTop = pathBelow(top, join(root, path)) ?? path;
  const rule = rules.findLast(({ pattern }) => matches(pattern, fromTop));
  return rule?.owners || null;
}

async function readOwners(repository: Workspace): Promise<string> {
  for (const place of PLACES) {
    const resolved = await resolvePath(repository, place).catch(() => null);
    if (resolved !== null) return readFile(resolved.file, "utf8");
  }
  return "";
}

/** Blanks in a pattern have a backslash before them. Sections, which one host knows, are no rules. */
function parseOwners(text: string): OwnerRule[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "").trim());
  return lines
    .filter((line) => line !== "" && !/^\^?\[/.test(line))
    .map((line) => {
      const [pattern = ""] = /^(?:\\.|\S)+/.exec(line) ?? [];
      return { pattern, owners: line.slice(pattern.length).trim().replaceAll(/\s+/g, " ") };
    });
}

/** The patterns are those of a `.gitignore`, but none takes back another, and `docs/*` means no folders below. */
function matches(pattern: string, path: string): boolean {
  if (pattern.startsWith("!")) return false;
  const patterns = pattern.endsWith("/*") ? [pattern, `!${pattern}/`] : [pattern];
  return ignore({ ignorecase: false }).add(patterns).ignores(path);
}
