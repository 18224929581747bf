import { describe, expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import { readAnswerSchema } from "./json-schema.ts";

const PERSON = {
  type: "object",
  properties: {
    name: { type: "string", maxLength: 10 },
    age: { type: "integer" },
    tags: { type: "array", items: { enum: ["a"] } },
  },
  required: ["name", "age"],
  additionalProperties: false,
};

const problem = (schema: object, answer: string): string | undefined =>
  readAnswerSchema(JSON.stringify(schema)).problemOf(answer);

describe("an answer", () => {
  test.each(['{"name":"Ada","age":36}', ' {"age":3.0e1,"name":"","tags":["a"]}\n'])(
    "that fits is right: %s",
    (answer) => {
      expect(problem(PERSON, answer)).toBeUndefined();
    },
  );

  test.each([
    ['{"name":"Ada","age":"36"}', "/age must be integer"],
    ['{"name":"Ada","age":1e999}', "/age must be integer"],
    ['{"name":"Ada","age":1,"tags":["a","b"]}', "/tags/1 must be equal to one of the allowed values"],
    ['{"age":1}', "the value must have required property 'name'"],
    ['{"age":1,"name":"x","more":1}', "the value must NOT have additional properties"],
    ['{"name":"Ada","age":', "it is not JSON, perhaps because it was cut off"],
    ['```json\n{"name":"Ada","age":36}\n```', "it is not JSON"],
    ["", "it is not JSON"],
    [`"${"x".repeat(1024 * 1024)}"`, "it is longer than 1 MiB"],
  ])("that does not fit is told with the first place: %.60s", (answer, why) => {
    expect(problem(PERSON, answer)).toContain(`does not fit the JSON Schema: ${why}`);
  });

  test("is checked against local references, and formats are not looked at", () => {
    const schema = {
      $defs: { n: { type: "number" } },
      properties: { a: { $ref: "#/$defs/n" }, b: { format: "uuid" } },
    };
    expect(problem(schema, '{"a":1,"b":"x"}')).toBeUndefined();
    expect(problem(schema, '{"a":"1"}')).toContain("/a must be number");
  });

  test.each([
    ["http://json-schema.org/draft-07/schema#", { items: [{ type: "string" }] }],
    ["https://json-schema.org/draft/2020-12/schema", { prefixItems: [{ type: "string" }] }],
  ])("is checked by the draft that the schema names: %s", (draft, schema) => {
    expect(problem({ $schema: draft, ...schema }, "[1]")).toContain("/0 must be string");
  });

  test("is checked also when the schema says to do it asynchronously", () => {
    expect(problem({ $async: true, type: "string" }, "1")).toContain("must be string");
  });

  test("cannot hold the bridge up with a pattern that takes for ever", () => {
    expect(problem({ pattern: "^(a+)+$" }, `"${"a".repeat(60)}b"`)).toContain("it could not be checked");
  });

  test("does not take what every object has for its own", () => {
    expect(problem({ required: ["toString"] }, "{}")).toContain("required property 'toString'");
  });
});

describe("a schema", () => {
  test.each([
    ["{", "it is not JSON"],
    ["[]", "it is not a JSON object"],
    ["true", "it is not a JSON object"],
    ['{"type":"strin"}', "/type must be equal to one of the allowed values"],
    ['{"properties":{"a":{"minimum":"1"}}}', "/properties/a/minimum must be number"],
    ['{"pattern":"("}', "Invalid regular expression"],
    ['{"$ref":"https://example.org/a.json"}', "can't resolve reference https://example.org/a.json"],
    ['{"$ref":"#/$defs/gone"}', "can't resolve reference #/$defs/gone"],
  ])("that is wrong is told with the place: %s", (text, why) => {
    expect(() => readAnswerSchema(text)).toThrow(EngineError);
    expect(() => readAnswerSchema(text)).toThrow(`The JSON Schema of the answer is wrong: ${why}`);
  });

  test("is handed on as it is", () => {
    expect(readAnswerSchema(JSON.stringify(PERSON)).schema).toEqual(PERSON);
  });
});
