import { expect, test } from "vitest";
import { LlamaFailure } from "./failure.ts";
import { toGrammarSchema } from "./json-grammar.ts";

test("what a grammar can hold is passed on, and words without effect are left out", () => {
  const schema = {
    title: "T",
    type: "object",
    required: ["a"],
    properties: { a: { anyOf: [{ type: "string", maxLength: 5 }, { type: "null" }] }, b: { $ref: "#/$defs/B" } },
    $defs: { B: { type: ["integer", "null"], description: "d" } },
  };
  expect(toGrammarSchema(schema)).toEqual({
    type: "object",
    properties: { a: { oneOf: [{ type: "string", maxLength: 5 }, { type: "null" }] }, b: { $ref: "#/$defs/B" } },
    $defs: { B: { type: ["integer", "null"] } },
  });
});

test.each([
  [{ type: "string", pattern: "^a" }, '"pattern"'],
  [{ type: "object", properties: { a: { type: "number", minimum: 3 } } }, '"minimum"'],
  [{ allOf: [] }, '"allOf"'],
  [{ type: ["object", "null"] }, 'the type ["object","null"]'],
  [{ type: "array", items: {} }, 'a part without "type"'],
  [{ type: "string", format: "email" }, 'the format "email"'],
  [{ $ref: "https://example.org/schema" }, 'a "$ref" out of'],
  [{ oneOf: "no" }, '"oneOf" that is no list'],
  [{ type: "object", properties: { a: true } }, "no object"],
])("%j is refused by name", (schema, words) => {
  expect(() => toGrammarSchema(schema)).toThrow(LlamaFailure);
  expect(() => toGrammarSchema(schema)).toThrow(words);
});
