import { expect, test } from "vitest";
import { decideDisk, type DiskVerdict } from "./decide-disk.ts";
import type { Shadow } from "./shadow.ts";

const shadow: Shadow = {
  path: "a.md",
  hash: "seen",
  sizeBytes: 1,
  ending: "lf",
  hasMark: false,
  epoch: 1,
  upTo: 4,
  plus: [],
  commit: "c1",
  next: null,
};

type Hash = "as seen" | "as begun" | "neither";
type Head = "stays" | "moved";
type Begun = "nothing begun" | "a write begun";

const TABLE: Record<Begun, Record<Hash, Record<Head, DiskVerdict>>> = {
  "nothing begun": {
    "as seen": { stays: "same", moved: "same" },
    "as begun": { stays: "foreign", moved: "checkout" },
    neither: { stays: "foreign", moved: "checkout" },
  },
  "a write begun": {
    "as seen": { stays: "same", moved: "same" },
    "as begun": { stays: "ours", moved: "ours" },
    neither: { stays: "undecided", moved: "checkout" },
  },
};

const cases = (["nothing begun", "a write begun"] as const).flatMap((begun) =>
  (["as seen", "as begun", "neither"] as const).flatMap((hash) =>
    (["stays", "moved"] as const).map((head) => ({ begun, hash, head, verdict: TABLE[begun][hash][head] })),
  ),
);

test.each(cases)("$begun, the file is $hash, HEAD $head: $verdict", ({ begun, hash, head, verdict }) => {
  const known: Shadow = { ...shadow, next: begun === "nothing begun" ? null : { hash: "begun", upTo: 9 } };
  const facts = {
    hash: hash === "as seen" ? "seen" : "other",
    textHash: hash === "as begun" ? "begun" : "unknown",
    commit: head === "stays" ? "c1" : "c2",
  };
  expect(decideDisk(known, facts)).toBe(verdict);
});

test("a repository that appears moved HEAD, and one that is none did not", () => {
  const facts = { hash: "other", textHash: "other", commit: null };
  expect(decideDisk({ ...shadow, commit: null }, facts)).toBe("foreign");
  expect(decideDisk({ ...shadow, commit: null }, { ...facts, commit: "c1" })).toBe("checkout");
});
