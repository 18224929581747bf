import { createTwoFilesPatch, diffLines } from "diff";

/** Two texts as a unified diff, with three lines around each change; empty when they are the same. */
export function unifiedDiff(before: string, after: string, names: readonly [before: string, after: string]): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch(names[0], names[1], before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}

export interface ChangedLines {
  readonly added: number;
  readonly removed: number;
}

export function countChangedLines(before: string, after: string): ChangedLines {
  const parts = diffLines(before, after);
  const count = (kind: "added" | "removed"): number =>
    parts.reduce((sum, part) => sum + (part[kind] ? part.count : 0), 0);
  return { added: count("added"), removed: count("removed") };
}
