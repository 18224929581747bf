import fc from "fast-check";
import { expect, test } from "vitest";
import { packHistory, unpackHistory } from "../staleness/packed-history.ts";
import { History } from "./history.ts";
import type { CommitRecord } from "./read-history.ts";

interface Made {
  readonly records: readonly CommitRecord[];
  /** By commit: what its files are. */
  readonly trees: readonly ReadonlyMap<string, string>[];
}

const id = (at: number): string => String(at).padStart(40, "0");

/** Commits, the newest first, each with one or two parents behind it and a few changes against the first. */
const histories = fc
  .array(
    fc.record({
      first: fc.nat(3),
      second: fc.option(fc.nat(6)),
      changes: fc.dictionary(fc.constantFrom("a", "b", "c", "d/e"), fc.option(fc.nat(5)), { maxKeys: 3 }),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((made): Made => {
    const trees: Map<string, string>[] = [];
    const records: CommitRecord[] = [];
    for (let at = made.length - 1; at >= 0; at -= 1) {
      const { first, second, changes } = made[at] ?? { first: 0, second: null, changes: {} };
      const parents = [at + 1 + first, ...(second === null ? [] : [at + 1 + second])].filter(
        (one) => one < made.length,
      );
      const tree = new Map(parents[0] === undefined ? [] : trees[parents[0]]);
      const told = Object.entries(changes).flatMap(([path, content]) => {
        const blob = content === null ? null : id(content);
        if ((tree.get(path) ?? null) === blob) return [];
        if (blob === null) tree.delete(path);
        else tree.set(path, blob);
        return [{ path, blob, mode: "file" as const }];
      });
      trees[at] = tree;
      records[at] = { commit: id(at), parents: [...new Set(parents)].map(id), words: `w${at}`, changes: told };
    }
    return { records, trees };
  });

test("a file is at each commit what all changes before it made of it, and a commit builds on whatever is behind it", () => {
  fc.assert(
    fc.property(histories, ({ records, trees }) => {
      const history = new History(records);
      for (const [at, tree] of trees.entries())
        for (const path of ["a", "b", "c", "d/e", "f"]) expect(history.blobAt(path, at)).toBe(tree.get(path) ?? null);
      const behind = (at: number): Set<number> => {
        const found = new Set([at]);
        for (const one of found) for (const parent of history.parentsOf(one)) found.add(parent);
        return found;
      };
      for (const at of records.keys()) {
        const all = behind(at);
        for (const on of records.keys()) expect(history.builds(at, on)).toBe(all.has(on));
      }
    }),
  );
});

test("a history that was kept is the same again", () => {
  fc.assert(
    fc.property(histories, ({ records }) => {
      expect([...unpackHistory(packHistory(records))]).toEqual(records);
    }),
  );
});
