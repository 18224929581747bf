import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitIntoLines } from "../workspace/text-lines.ts";
import { cutPassages } from "./cut-passages.ts";
import type { PassageSpan } from "./passage-span.ts";

const cut = (kind: "markdown" | "source" | "other", text: string): PassageSpan[] =>
  cutPassages(kind, splitIntoLines(text));

describe("Markdown", () => {
  test("a section carries the headings above it, and a bare heading is carried by the next one", () => {
    const text = "# Guide\n\n## Start\n\nRun it.\n\n### Port\nIt is 4747.\n\n## End\n";
    expect(cut("markdown", text)).toEqual([
      { line: 3, endLine: 5, title: "Guide › Start" },
      { line: 7, endLine: 8, title: "Guide › Start › Port" },
      { line: 10, endLine: 10, title: "Guide › End" },
    ]);
  });

  test("what looks like a heading in code or front matter is none, underlined text is one", () => {
    const text =
      "---\ntitle: x\n# no\n---\nIntro\n=====\n\n```sh\n# a comment\n\n# another\n```\n~~~\n```\n# no\n~~~\n";
    expect(cut("markdown", text).map(({ line, title }) => [line, title])).toEqual([
      [1, ""],
      [5, "Intro"],
    ]);
  });

  test("a long section is split between paragraphs, a code block stays whole", () => {
    const paragraphs = Array.from({ length: 15 }, (_, i) => `paragraph ${i}\ngoes on`).join("\n\n");
    const code = `\`\`\`\n${"line\n\n".repeat(12)}\`\`\``;
    const spans = cut("markdown", `# Long\n\n${paragraphs}\n\n${code}\n`);
    expect(spans.map(({ line, endLine }) => [line, endLine])).toEqual([
      [1, 37],
      [39, 73],
    ]);
  });
});

const method = (i: number): string => `  method${i}() {\n${"    work();\n".repeat(12)}\n    more();\n  }\n`;

describe("source", () => {
  test("top-level things are passages, with their comments; their names are the title", () => {
    const text = [
      "import x from 'x';",
      "",
      "/** Opens it. */",
      "export function openIt(a: number) {",
      ...Array<string>(8).fill("  a += 1;"),
      "}",
      "",
      "// Closes it.",
      "class Closer {",
      "  close() {",
      "    return 1;",
      "  }",
      "}",
    ].join("\n");
    expect(cut("source", text)).toEqual([
      { line: 1, endLine: 13, title: "export function openIt" },
      { line: 15, endLine: 20, title: "class Closer" },
    ]);
  });

  test("a part of a long class says which class, and is cut between methods", () => {
    const spans = cut("source", `class Long {\n${[0, 1, 2, 3].map(method).join("\n")}}\n`);
    expect(spans.map(({ line }) => line)).toEqual([1, 36]);
    expect(spans[1]?.title).toBe("class Long method2 method3");
  });

  test("Python is cut by its blank lines and indentation", () => {
    const text = `import os\n\n\ndef load(path):\n${"    x = 1\n".repeat(8)}\n\nclass Store:\n    def save(self):\n        pass\n`;
    expect(cut("source", text).map(({ line, title }) => [line, title])).toEqual([
      [1, "def load"],
      [15, "class Store:"],
    ]);
  });
});

test("whatever the text, passages are in order, hold every line that is not blank, and stay small", () => {
  const line = fc.constantFrom(
    "",
    " ",
    "# H",
    "## H2",
    "```",
    "---",
    "===",
    "text",
    "  indented",
    "function f() {",
    "}",
    "    x();",
    "x".repeat(900),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 150 }),
      fc.constantFrom("source" as const, "other" as const),
      (lines, kind) => {
        const spans = cutPassages(kind, lines);
        const covered = new Set(
          spans.flatMap(({ line, endLine }) => lines.slice(line - 1, endLine).map((_, i) => line + i)),
        );
        const told = lines.flatMap((text, i) => (text.trim() === "" ? [] : [i + 1]));
        expect(told.filter((number) => !covered.has(number))).toEqual([]);
        for (const [i, span] of spans.entries()) {
          expect(span.line).toBeGreaterThan(spans[i - 1]?.endLine ?? 0);
          expect(span.endLine).toBeLessThan(span.line + 40);
          expect(lines[span.line - 1]?.trim()).not.toBe("");
          expect(lines[span.endLine - 1]?.trim()).not.toBe("");
        }
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});
