import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLock, encodeLock, type LockEntry } from "./lock.ts";

const entry = (document: string, target: string, more: Partial<LockEntry> = {}): LockEntry => ({
  document,
  target,
  kind: "symbol",
  hash: `1:${"0".repeat(32)}`,
  commit: null,
  lines: [1, 2],
  reviewed: { person: "Ada", at: "2026-01-02T03:04:05+00:00", why: null },
  ...more,
});

const entries = fc.uniqueArray(
  fc
    .record({ document: fc.string({ minLength: 1 }), target: fc.string({ minLength: 1 }) })
    .map((one) => entry(one.document, one.target)),
  { selector: ({ document, target }) => JSON.stringify([document, target]) },
);

test("what was written is read again, in the order of documents and targets, whatever the order was", () => {
  fc.assert(
    fc.property(entries, (all) => {
      const text = encodeLock(all);
      expect(encodeLock(all.toReversed())).toBe(text);
      expect(text.trimEnd().split("\n")).toHaveLength(all.length + 1);
      const decoded = decodeLock(text.replaceAll("\n", "\r\n"));
      expect(decoded).toMatchObject({ problems: [], isNewer: false });
      expect(encodeLock(decoded.entries)).toBe(text);
    }),
  );
});

test("of two lines about one thing the later look counts, and what is not known here is kept", () => {
  const late = entry("a.md", "b", { reviewed: { person: "Ben", at: "2026-01-02T04:04:05+02:00", why: null } });
  const early = entry("a.md", "b");
  const text = encodeLock([entry("a.md", "a")]);
  const both = `${text}${JSON.stringify({ ...early, ticket: 7 })}\n${JSON.stringify(late)}\n`;
  expect(decodeLock(both).entries.map(({ target, reviewed }) => [target, reviewed.person])).toEqual([
    ["a", "Ada"],
    ["b", "Ada"],
  ]);
  expect(encodeLock(decodeLock(both).entries)).toContain('"ticket":7');
});

test.each([
  ['{"nomous":"lock","version":2}\n', 1, "written by a newer version of Nomous"],
  [`${JSON.stringify(entry("a.md", "b"))}\n`, 1, "the first line must be"],
  ['{"nomous":"lock","version":1}\n{"document":"a.md"\n', 2, "expected }"],
  ['{"nomous":"lock","version":1}\n>>>>>>> theirs\n', 2, "a conflict of git that is not settled"],
  [
    `{"nomous":"lock","version":1}\n${JSON.stringify({ ...entry("a.md", "b"), hash: "1:0" })}\n`,
    2,
    "expected a fingerprint",
  ],
])("%j is told", (text, line, message) => {
  const [problem] = decodeLock(text).problems;
  expect([problem?.line, problem?.message]).toEqual([line, expect.stringContaining(message) as string]);
});
