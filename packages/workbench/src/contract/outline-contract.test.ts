import { expect, test } from "vitest";
import { outlineContract } from "./outline-contract.ts";

test("an API is told as its operations, with what they answer", () => {
  const text = `openapi: 3.1.0
info: { title: Frames, version: "1" }
paths:
  /frames:
    get:
      summary: Lists frames
      responses: { "200": { description: ok }, "401": { description: no } }
    parameters: []
    post:
      operationId: addFrame
`;
  expect(outlineContract("yaml", text)).toEqual({
    kind: "openapi",
    title: "Frames",
    columns: ["Method", "Path", "What it does", "Answers"],
    rows: [
      ["GET", "/frames", "Lists frames", "200, 401"],
      ["POST", "/frames", "addFrame", ""],
    ],
  });
});

test("a schema is told as its properties, and those below them, through references", () => {
  const text = JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Batch",
    type: "object",
    required: ["frames"],
    properties: {
      frames: { type: "array", items: { $ref: "#/$defs/Frame" }, description: "At most four" },
      from: { $ref: "#/$defs/Camera" },
      kind: { enum: ["live", "stored"] },
    },
    $defs: { Camera: { type: "object", properties: { id: { type: ["string", "null"] } } } },
  });
  expect(outlineContract("json", text)?.rows).toEqual([
    ["frames", "Frame[]", "yes", "At most four"],
    ["from", "Camera", "", ""],
    ["from.id", "string | null", "", ""],
    ["kind", "live | stored", "", ""],
  ]);
});

test("a schema that holds itself comes to an end", () => {
  const text = `{"type":"object","$schema":"x","properties":{"next":{"$ref":"#"},"tree":{"$ref":"#/properties/tree"}}}`;
  expect(outlineContract("json-schema", text)?.rows.length).toBeLessThan(20);
});

test.each([
  ["ts", "type A = 1;"],
  ["json", '{"a": 1}'],
  ["yaml", "a: [1"],
  ["openapi", "openapi: 3.1.0"],
])("%s that lists nothing has no table", (language, text) => {
  expect(outlineContract(language, text)).toBeNull();
});
