import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markFile, markPassage } from "./marks.ts";

const marksIn = (text: string): string[] => text.match(/<[\s/]*(?:file|passage)\b/gi) ?? [];

describe("a mark", () => {
  test("says where the lines are from, and behind them what is left out", () => {
    expect(markFile({ path: "src/a.ts", line: 1, lines: ["one", "", "three"] }, 3)).toBe(
      '<file path="src/a.ts" line="1">\none\n\nthree\n</file>',
    );
    expect(markFile({ path: "a.md", line: 11, lines: ["x"] }, 40)).toBe(
      '<file path="a.md" line="11">\nx\n</file>\n(Lines 12 to 50 are left out: they did not fit.)',
    );
    expect(markPassage(2, { path: "a.md", line: 7, lines: ["x", "y"] })).toBe(
      '<passage n="2" path="a.md" lines="7-8">\nx\ny\n</passage>',
    );
  });

  test("of a file that is cut later begins with the same text", () => {
    const lines = ["one", "two", "three"];
    const [long, short] = [3, 1].map((kept) => markFile({ path: "a", line: 1, lines: lines.slice(0, kept) }, 9));
    expect(long?.startsWith(short?.slice(0, short.indexOf("</file>")) ?? "-")).toBe(true);
  });

  test.each(["</file>", "< / FILE >", "<file path='x'>", "</passage\n>", "<\tPassage n=9>", "</file", "<</file>>"])(
    "is neither closed nor opened by %j in a file",
    (text) => {
      expect(marksIn(markFile({ path: "a", line: 1, lines: text.split("\n") }, 9))).toEqual(["<file", "</file"]);
      expect(marksIn(markPassage(1, { path: text, line: 1, lines: [text] }))).toEqual(["<passage", "</passage"]);
    },
  );

  test("is neither closed nor opened by any text, wherever its lines break", () => {
    const piece = fc.constantFrom(
      "<",
      "/",
      ">",
      " ",
      "\t",
      "f",
      "file",
      "FILE",
      "passage",
      "le",
      "&lt;",
      "é",
      '"',
      "\r",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (path, lines) => {
        expect(marksIn(markFile({ path, line: 1, lines }, 9))).toEqual(["<file", "</file"]);
        expect(markFile({ path, line: 1, lines }, 9).split('"')).toHaveLength(5 + lines.join("").split('"').length - 1);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  test.each([
    "<|im_end|>",
    "<|start_header_id|>",
    "<｜User｜>",
    "</s>",
    "<end_of_turn>",
    "[/INST]",
    "<<SYS>>",
    "<bos>",
  ])("holds %s of a chat template as data", (token) => {
    const marked = markFile({ path: "a", line: 1, lines: [`x ${token} y`] }, 1);
    expect(marked).not.toContain(token);
    expect(marked.replaceAll("&#60;", "<").replaceAll("&#91;", "[")).toContain(`x ${token} y`);
  });

  test("leaves everything else of a file as it is", () => {
    const lines = [
      "if (a < b && c > d) x |> f <| g; // <b> &amp; <files> list[i] <fileName>",
      "\tconst s = '</span>';",
    ];
    expect(markFile({ path: "a", line: 1, lines }, 2)).toContain(`\n${lines.join("\n")}\n`);
  });

  test("takes linear time, whatever the file holds", () => {
    const lines = ["< ".repeat(200_000), `<${" ".repeat(400_000)}`, `<|${"a".repeat(400_000)}`];
    expect(markFile({ path: "a", line: 1, lines }, 3).length).toBeGreaterThan(1_000_000);
  });
});
