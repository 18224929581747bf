// Real Markdown of many authors: nothing that the workbench does may change a byte that it was not meant to change. The gate looks at
// what is installed here; `NOMOUS_CORPUS` names other folders, with `:` between them.
import { globSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { BUILT_IN_TYPES, checkDocument, fixAll, RULES, type Surroundings } from "@nomous/workbench";
import { decodeText, encodeText } from "@nomous/lab/documents";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const isChosen = process.env["NOMOUS_CORPUS"] !== undefined;
const FOLDERS = (process.env["NOMOUS_CORPUS"] ?? join(ROOT, "node_modules")).split(":");

/** Everything that a link can name is there, so that what is found is in the document itself. */
const SURROUNDINGS: Surroundings = {
  kindOf: () => "unknown",
  textOf: () => undefined,
  filesIn: () => undefined,
  hasCommit: () => undefined,
  approval: "unknown",
};

interface Sample {
  readonly path: string;
  readonly bytes: Buffer;
}

const samples: readonly Sample[] = FOLDERS.flatMap((folder) =>
  globSync("**/*.{md,markdown,mdx}", { cwd: folder })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path: relative(ROOT, path), bytes: readFileSync(path) })),
);

/** The text of a sample, or null when it is refused because it is not UTF-8. */
function textOf({ path, bytes }: Sample): string | null {
  try {
    return decodeText(bytes, path);
  } catch {
    return null;
  }
}

const check = (path: string, text: string) =>
  checkDocument({ path, text, types: BUILT_IN_TYPES, rules: RULES, surroundings: SURROUNDINGS });

/** What a tired editor makes of a document. */
const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  CRLF: (text) => text.replaceAll(/\r?\n/g, "\r\n"),
  "a byte order mark and mixed endings": (text) => `\uFEFF${text.replaceAll("\n\n", "\r\n\n")}`,
  "front matter with unknown keys": (text) => `---\nlayout: post # a comment\nx-y: [1, 2]\n---\n${text}`,
};

test("every file gives the same bytes again, or is refused", () => {
  expect(samples.length).toBeGreaterThan(300);
  const changed = samples.filter((sample) => {
    const text = textOf(sample);
    return text !== null && !encodeText(text, sample.path).equals(sample.bytes);
  });
  expect(changed.map(({ path }) => path)).toEqual([]);
});

describe("every file of the corpus", () => {
  for (const [name, disguise] of Object.entries(DISGUISES))
    test(`keeps all that no fix names: ${name}`, () => {
      let fixes = 0;
      // Every second file as it is; disguised, every sixth; all of them where the corpus was chosen.
      const some = samples.filter((_, i) => isChosen || i % (name === "as it is" ? 2 : 6) === 0);
      for (const sample of some) {
        const original = textOf(sample);
        if (original === null) continue;
        const text = disguise(original);
        const { findings } = check(sample.path, text);
        for (const { from, to, fix } of findings) {
          expect(from <= to && to <= text.length).toBe(true);
          for (const edit of fix?.edits ?? []) {
            fixes += 1;
            expect(edit.from <= edit.to && edit.to <= text.length).toBe(true);
          }
        }
        if (findings.some(({ fix }) => fix !== undefined)) expectOnlyRangesToChange(sample.path, text);
      }
      expect(fixes).toBeGreaterThan(0);
    });
});

/** Whatever the fixes do together, all of the text that no fix names is there afterwards, in its order. */
function expectOnlyRangesToChange(path: string, text: string): void {
  const { text: fixed, applied } = fixAll((current) => check(path, current).findings, text);
  const edits = applied.flatMap(({ fix }) => fix?.edits ?? []);
  if (edits.some(({ from }) => from > text.length)) return;
  const removed = edits.reduce((sum, { from, to }) => sum + (to - from), 0);
  const inserted = edits.reduce((sum, { insert }) => sum + insert.length, 0);
  expect(fixed.length).toBe(text.length - removed + inserted);
  const lines = new Set(fixed.split(/\r?\n|\r/));
  const changed = text.split(/\r?\n|\r/).filter((line) => !lines.has(line)).length;
  expect(changed).toBeLessThanOrEqual(applied.length);
}
