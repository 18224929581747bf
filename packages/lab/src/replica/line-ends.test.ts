import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endingOf, hasMark, keepEndings, toPlainText } from "./line-ends.ts";

const words = fc.constantFrom("", "a", "b", "文", "same", "\uFEFF");
const end = fc.constantFrom("\n", "\r\n", "\r");
const raw = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(words, end), { maxLength: 12 }), words)
  .map(([mark, lines, last]) => `${mark ? "\uFEFF" : ""}${lines.flat().join("")}${last}`);
const plain = fc.array(words, { maxLength: 12 }).map((lines) => lines.join("\n"));
const runs = { seed: 5, numRuns: 2_000 };

describe("the text goes back into its file", () => {
  test("and nothing changes when the text did not", () => {
    fc.assert(
      fc.property(raw, (file) => {
        expect(keepEndings(file, toPlainText(file))).toBe(file);
      }),
      runs,
    );
  });

  test("and is read again as it was", () => {
    fc.assert(
      fc.property(raw, plain, (file, text) => {
        expect(toPlainText(keepEndings(file, text))).toBe(text);
      }),
      runs,
    );
  });

  test("with its mark, and with the one kind of end that the file has", () => {
    fc.assert(
      fc.property(plain, plain, end, fc.boolean(), (before, text, one, mark) => {
        const file = `${mark ? "\uFEFF" : ""}x${one}${before.replaceAll("\n", one)}`;
        const kept = keepEndings(file, text);
        expect(hasMark(kept)).toBe(mark || text.startsWith("\uFEFF"));
        expect(["none", endingOf(file)]).toContain(endingOf(kept));
      }),
      runs,
    );
  });

  test("and each line of a mixed file that stays keeps its own end", () => {
    const file = "one\r\ntwo\nthree\rfour\r\nfive";
    expect(keepEndings(file, "one\ntwo\nthree\nnew\nfour\nfive")).toBe("one\r\ntwo\nthree\rnew\rfour\r\nfive");
    expect(keepEndings(file, "zero\none\ntwo\nfour\nfive")).toBe("zero\r\none\r\ntwo\nfour\r\nfive");
  });

  test("a changed line keeps the end of the one in whose place it stands", () => {
    expect(keepEndings("one\r\ntwo\nthree\r\n", "one\nTWO\nthree\n")).toBe("one\r\nTWO\nthree\r\n");
    expect(keepEndings("one\r\ntwo\nthree\r\n", "one\nTWO\nmore\nthree\n")).toBe("one\r\nTWO\nmore\nthree\r\n");
  });

  test("a last line without end gets that of its neighbour when another follows", () => {
    expect(keepEndings("one\r\ntwo", "one\ntwo\nthree")).toBe("one\r\ntwo\r\nthree");
    expect(keepEndings("", "one\ntwo\n")).toBe("one\ntwo\n");
  });

  test("a mixed file that is rewritten from end to end takes no longer than a blink", () => {
    const file = Array.from({ length: 20_000 }, (_, i) => `old ${i}${i % 2 === 0 ? "\n" : "\r\n"}`).join("");
    const text = Array.from({ length: 20_000 }, (_, i) => `new ${i}\n`).join("");
    expect(toPlainText(keepEndings(file, text))).toBe(text);
  }, 5_000);
});

test("a file says how its lines end", () => {
  expect(["", "a", "a\n", "a\r\nb\r\n", "a\rb", "a\nb\r\n", "a\r\r\n"].map(endingOf)).toEqual([
    "none",
    "none",
    "lf",
    "crlf",
    "cr",
    "mixed",
    "mixed",
  ]);
});
