import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { decodeJson, parseJson } from "./decode-json.ts";

const Point = z.strictObject({ x: z.number(), tags: z.optional(z.array(z.string())) });

const problemsIn = (text: string): [string, string][] => {
  const decoded = decodeJson(Point, text);
  return decoded.ok ? [] : decoded.problems.map(({ from, to, message }) => [text.slice(from, to), message]);
};

describe("text that is no JSON is told with the place of the first error", () => {
  test.each([
    ['{"x": 1,}', "}", "remove the comma before this"],
    ['{"x": 1 // one\n}', "// one", "JSON has no comments: remove this"],
    ["{x: 1}", "x", "expected a value: text stands in double quotes"],
    ['{"x" 1}', "1", "expected a colon"],
    ['{"x": [1 2]}', "2", "expected a comma"],
    ['{"x": 1', "", "expected }"],
    ['{"x": 1} 2', "2", "expected the end: one value is enough"],
    ['{"x": "a\n"}', '"a', "this text is not closed: expected a double quote on the same line"],
    ['{"x": "\\q"}', '"\\q"', "unknown escape: write \\\\ for a backslash"],
    ["", "", "expected a value"],
    ['{"x": 1, "x": 2}', '"x"', "this name is there twice: remove one"],
  ])("%j", (text, place, message) => {
    expect(problemsIn(text)).toEqual([[place, message]]);
  });
});

test("a value that does not fit its schema is told with its place", () => {
  expect(problemsIn('{"x": "1", "tags": ["a", null], "y": 2}')).toEqual([
    ['"1"', 'expected a number, found "1"'],
    ["null", "expected text, found nothing"],
    ['"y"', '"y" is not known here: did you mean "x"?'],
  ]);
  expect(problemsIn("{}")).toEqual([["{}", '"x" is missing: expected a number']]);
});

test("what JSON can say is read as it was written", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const written = JSON.stringify(value, null, indent);
      expect(JSON.stringify(parseJson(written).value, null, indent)).toBe(written);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("a name that means something to JavaScript is a name like any other", () => {
  const { value } = parseJson('{"__proto__": {"x": 1}}');
  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect((value as { x?: number }).x).toBeUndefined();
});

test("nesting that would use up the stack is refused, brackets in text are not nesting", () => {
  expect(parseJson("[".repeat(100_000)).problems).toEqual([
    { from: 500, to: 501, message: "nested more than 500 levels deep" },
  ]);
  expect(parseJson(JSON.stringify('["'.repeat(1_000))).problems).toEqual([]);
});
