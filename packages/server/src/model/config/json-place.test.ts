import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonErrorPlace } from "./json-place.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("it finds fault with a text exactly when the parser does", () => {
  const json = fc.json({ depthSize: "small" });
  fc.assert(
    fc.property(json, fc.nat(), fc.string({ maxLength: 2 }), (text, at, put) => {
      const place = at % (text.length + 1);
      const broken = text.slice(0, place) + put + text.slice(place + (at % 3));
      for (const tried of [text, broken]) expect(jsonErrorPlace(tried) === undefined).toBe(isJson(tried));
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test.each([
  ['{"version": 1,}', "line 1, column 15"],
  ['{\n  "files": [\n    "/a"\n    "/b"\n  ]\n}', "line 4, column 5"],
  ['{\n  "files": x\n}', "line 2, column 12"],
  ['{"a": "unended', "line 1, column 7"],
  ["", "line 1, column 1"],
  ["{} {}", "line 1, column 4"],
  ["[".repeat(100_000), "line 1, column 201"],
])("%j is wrong at %s", (text, place) => {
  expect(jsonErrorPlace(text)).toBe(place);
});
