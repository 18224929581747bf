import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mark, unmark } from "../diagram/marked-fixture.ts";
import type { ContractKind } from "./contract-kind.ts";
import { readContract } from "./read-contract.ts";

/** The text with marks around its problems, and what they say. */
function told(kind: ContractKind, marked: string): [string, string] {
  const text = unmark(marked);
  const problems = readContract(kind, text);
  return [mark(text, problems), problems.map(({ message }) => message).join("|")];
}

const OPENAPI = `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getOrder
      responses:
        200: { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
        "404": { $ref: "#/components/responses/Missing" }
        5XX: { description: broken }
        default: { description: other }
    put:
      operationId: putOrder
      responses: { "204": { description: ok } }
  /orders/{id}/lines/{line}:
    get:
      parameters:
        - $ref: "#/components/parameters/Id"
        - { name: line, in: path, required: true, schema: { type: integer } }
        - { name: page, in: query, schema: { type: integer } }
      responses: { "200": { description: ok } }
    x-owner: us
  /health/{free}: { get: { responses: { "200": { description: ok } } } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string } }
  responses:
    Missing: { description: missing }
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
        next: { $ref: "#/components/schemas/Order" }
        a~/b: { $ref: "#/components/schemas/Order/properties/id" }
        escaped: { $ref: "#/components/schemas/Order/properties/a~0~1b" }
`;

const SCHEMA = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": ["object", "null"],
  "required": ["id", "kind"],
  "properties": {
    "id": { "type": "string", "minLength": 1, "maxLength": 1 },
    "kind": { "enum": ["a", "b", 1, "1", null] },
    "type": { "const": { "type": "nonsense", "enum": [] } },
    "required": { "default": { "required": ["x"], "properties": {} } },
    "list": { "items": { "$ref": "#/$defs/item" }, "minItems": 0 },
    "free": { "properties": {}, "required": ["x"], "additionalProperties": { "type": "string" } }
  },
  "allOf": [
    { "if": { "properties": { "kind": { "const": "a" } }, "required": ["kind", "id"] }, "then": { "required": ["other"] } }
  ],
  "$defs": { "item": { "anyOf": [{ "properties": { "a": {} }, "required": ["b"] }] }, "self": { "$ref": "#" } },
  "examples": [{ "$comment": "x", "type": "anything" }]
}`;

const PROTO = `// the service
syntax = "proto3";
package shop.v1;
option go_package = "x/y";
message Order {
  reserved 4, 10 to 12, 100 to max;
  reserved "old", 'older';
  string id = 1 [deprecated = true, json_name = "id"];
  repeated Line lines = 2;
  map<string, Line> by_name = 3;
  oneof payment { Card card = 5; string voucher = 6; }
  optional State state = 7;
  shop.v1.Order parent = 8;
  google.protobuf.Timestamp at = 9;
  message Line { State state = 1; }
  /* a block { comment */
}
message Card {}
enum State {
  option allow_alias = true;
  STATE_NONE = 0;
  STATE_OPEN = 1;
  STATE_NEW = 1;
  STATE_BAD = -1;
}
service Orders {
  rpc Get(Card) returns (stream Order) { option (google.api.http) = { get: "/v1/{id=*}" }; }
  rpc Put(stream Order) returns (Card);
}
`;

describe("a valid contract has no problems", () => {
  test.each<[ContractKind, string, string]>([
    ["openapi", "a whole description", OPENAPI],
    ["openapi", "the same with other line ends", OPENAPI.replaceAll("\n", "\r\n")],
    ["openapi", "JSON", '{"openapi": "3.0.0", "info": {}, "paths": {"/a": {"get": {"responses": {"200": {}}}}}}'],
    [
      "openapi",
      "3.1 without paths and responses",
      "openapi: 3.1.0\ninfo: {}\nwebhooks:\n  newPet:\n    post: { operationId: a }\n",
    ],
    ["openapi", "a path that takes the rest", "/a/{rest+}:\n  get:\n    parameters: [{ name: rest, in: path }]\n"],
    ["openapi", "a version that is a number", "openapi: 3.1\ninfo: {}\npaths:\n  /a:\n    get: {}\n"],
    ["openapi", "a fragment of paths", "paths:\n  /a/{b}:\n    get:\n      summary: x\n"],
    [
      "openapi",
      "a fragment that begins with a path",
      "/a/{b}:\n  get:\n    parameters: [{ $ref: '#/components/parameters/b' }]\n",
    ],
    [
      "openapi",
      "references out of a fragment",
      "paths:\n  /a:\n    get:\n      responses:\n        200: { $ref: '#/components/responses/Ok' }\n",
    ],
    ["openapi", "an elision", "openapi: 3.0.0\n...\npaths:\n  /a:\n    get:\n      ...\n"],
    [
      "openapi",
      "an elided part",
      "openapi: 3.0.0\ninfo: ...\npaths:\n  /a: { get: { $ref: '#/components/x' } }\ncomponents:\n  # ...\n  schemas: {}",
    ],
    [
      "openapi",
      "merged keys",
      "openapi: 3.0.0\ninfo: {}\nx: &x { responses: { 200: {} } }\npaths:\n  /a:\n    get:\n      <<: *x\n",
    ],
    [
      "openapi",
      "Swagger",
      "swagger: '2.0'\ninfo: {}\npaths:\n  /a/{id}:\n    get:\n      parameters: [{ name: id, in: path, type: string }]\n      responses: { 200: { schema: { $ref: '#/definitions/A' } } }\ndefinitions:\n  A: { type: file }\n",
    ],
    ["json-schema", "a whole schema", SCHEMA],
    [
      "json-schema",
      "YAML",
      "type: object\nrequired: [a]\nproperties:\n  a: { type: integer, minimum: 1, maximum: 1 }\n",
    ],
    [
      "json-schema",
      "a fragment with comments",
      '{\n  // the key\n  "type": "object", "required": ["x"], "properties": { ... }\n}',
    ],
    [
      "json-schema",
      "a reference to what is left out",
      '{"type": "object", "properties": {"a": {"$ref": "#/definitions/A"}}}',
    ],
    [
      "json-schema",
      "bases of its own",
      '{"$schema": "x", "$defs": {"a": {"$id": "https://a.b", "$ref": "#/$defs/b"}}}',
    ],
    ["json-schema", "true and false", '{"properties": {"a": true}, "additionalProperties": false, "required": ["a"]}'],
    ["proto", "a whole file", PROTO],
    ["proto", "the same with other line ends", PROTO.replaceAll("\n", "\r\n")],
    [
      "proto",
      "the second version",
      'syntax = "proto2";\nmessage A { required int32 a = 1; extensions 100 to 199; optional group B = 2 { optional string c = 1; } }\nextend A { optional int32 d = 126; }',
    ],
    ["proto", "an edition", 'edition = "2023";\nmessage A { int32 a = 1; }'],
    ["proto", "a snippet of one message", "message A {\n  string a = 1;\n  Elsewhere b = 2;\n}"],
    ["proto", "a snippet of the second version", "message A { required string a = 1; }"],
    ["proto", "a snippet of methods", "rpc Get(GetRequest) returns (Thing);\nrpc Put(Thing) returns (Thing) {}"],
    ["proto", "a snippet of fields", "string a = 1;\nrepeated Thing b = 2; // the last"],
    [
      "proto",
      "elisions",
      "message A {\n  string a = 1;\n  ...\n}\nmessage B { ... }\nservice S {\n  // ...\n  rpc A(A) returns (B) { … }\n}",
    ],
    ["proto", "imported types", 'syntax = "proto3";\nimport "a.proto";\nmessage A { Imported a = 1; }'],
    ["json", "an object", '{"a": [1, 2.5e3, null, true, "\\u00e9"]}'],
    ["json", "a value", "1"],
    ["json", "a fragment", '{"a": 1, // one\n "b": ... }'],
    ["json", "entries alone", '"scripts": {\n  "a": "b"\n},'],
    ["json", "values on lines", '{"a": 1}\n{"b": 2}\n'],
    ["json", "values in paragraphs", '{\n  "a": 1\n}\n\n{\n  "b": 2\n}\n'],
    ["yaml", "several documents", "---\na: 1\n---\nb: [1, 2]\n...\n---\nc"],
    ["yaml", "tags and anchors", "a: !Ref b\nb: &c [1]\nd: *c\ne: |\n  x: [\nf: >-\n  {"],
    ["yaml", "a template", "a: {{ .Values.a }}\n{% if x %}\nb: 1\n{% endif %}"],
    ["yaml", "an elision within", "a:\n  b: 1\n  ...\n  c: 2\nd:\n  - 1\n  - ...\n"],
    ["graphql", "anything", "type { ["],
    ["typescript", "anything", "interface { ["],
    ["json", "nothing", " \n"],
  ])("%s: %s", (kind, _, text) => {
    expect(readContract(kind, text)).toEqual([]);
  });
});

describe("a broken description has a problem at", () => {
  const head = "openapi: 3.0.0\ninfo: {}\n";
  test.each<[string, string, RegExp]>([
    ["what does not parse", `${head}paths:\n  /a: [1, 2\n«b»: c`, /does not parse/],
    ["a key that stands twice", `${head}paths:\n  /a: {}\n  «/a»: {}`, /stands here twice/],
    ["its version, without info", "«openapi»: 3.0.0\npaths: {}", /needs `info`/],
    ["its version, without paths", "«openapi»: 3.0.0\ninfo: {}", /needs `paths`/],
    [
      "a reference to nothing",
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: «"#/components/schemas/B"» }`,
      /leads nowhere/,
    ],
    [
      "a parameter of a path",
      `${head}paths:\n  /a/«{id}»/{b}:\n    get:\n      parameters: [{ name: b, in: path }]\n      responses: { 200: {} }`,
      /`id` is no parameter/,
    ],
    [
      "a parameter of a quoted path",
      `${head}paths:\n  "/a/«{id}»":\n    parameters: []\n    get: { responses: { 200: {} } }`,
      /`id` is no parameter/,
    ],
    ["an operation without responses", `${head}paths:\n  /a:\n    «get»: { summary: x }`, /no `responses`/],
    ["a status code", "paths:\n  /a:\n    get:\n      responses: { «299x»: {}, 200: {} }", /no status code/],
    ["a status code out of range", "/a:\n  get:\n    responses:\n      «'600'»: {}", /no status code/],
    [
      "an id that stands twice",
      "paths:\n  /a:\n    get: { operationId: x }\n    post: { operationId: «x» }",
      /Another operation/,
    ],
    ["a schema", "components:\n  schemas:\n    A: { type: «strng» }", /no type/],
    ["JSON", '{"openapi": "3.0.0", "info": {}, "paths": {«}»', /never closed/],
  ])("%s", (_, marked, message) => {
    expect(told("openapi", marked)).toEqual([marked, expect.stringMatching(message)]);
  });
});

describe("a broken schema has a problem at", () => {
  test.each<[string, string, RegExp]>([
    ["what does not parse", '{"type": "object" «"properties"»: {}}', /`,` is missing/],
    ["a comma too many", '{"type": "object",«}»', /No comma/],
    ["a key that stands twice", '{"type": "object", «"type"»: "null"}', /stands here twice/],
    ["a type", '{"properties": {"a": {"type": «"int"»}}}', /no type of JSON Schema/],
    ["a type of a list", '{"type": ["string", «"nil"»]}', /no type of JSON Schema/],
    ["a required name", '{"required": ["a", «"b"»], "properties": {"a": {}}}', /no property has that name/],
    [
      "a required name where no others are allowed",
      '{"required": [«"b"»], "properties": {}, "additionalProperties": false}',
      /no property/,
    ],
    ["a reference to nothing", '{"$schema": "x", "$ref": «"#/definitions/A"»}', /leads nowhere/],
    ["a reference to no definition", '{"$defs": {"a": {}}, "items": {"$ref": «"#/$defs/b"»}}', /leads nowhere/],
    ["an enum of nothing", '{"enum": «[]»}', /has no values/],
    ["a value that stands twice", '{"enum": [1, "1", «1»]}', /twice/],
    ["limits", '{"minimum": 2, «"maximum": 1»}', /less than `minimum`/],
    ["limits within", '{"items": {"not": {"minItems": 2, «"maxItems": 1»}}}', /less than `minItems`/],
    ["YAML", "type: object\nrequired: [«b»]\nproperties:\n  a: {}", /no property/],
    ["YAML that does not parse", "type: object\nproperties:\n  a: «[»\n", /does not parse/],
  ])("%s", (_, marked, message) => {
    expect(told("json-schema", marked)).toEqual([marked, expect.stringMatching(message)]);
  });
});

describe("a broken proto has a problem at", () => {
  test.each<[string, string, RegExp]>([
    ["a missing semicolon", 'syntax = "proto3";\nmessage A {\n  string a = 1\n  «string» b = 2;\n}', /';' expected/],
    ["a missing number", "message A {\n  string a«;»\n}", /'=' expected/],
    ["a missing brace", 'syntax = "proto3";\n«message A {»\n  string a = 1;\n', /`message A \{` is never closed/],
    [
      "a missing brace before another message",
      "«message A {»\n  string a = 1;\n\nmessage B {\n  string b = 1;\n}",
      /`message A \{` is never closed/,
    ],
    ["a text that is not closed", 'syntax = «"proto3;»\nmessage A {}', /not closed on its line/],
    ["a word that it does not know", "«massage» A {\n  string a = 1;\n}", /illegal token 'massage'/],
    ["a number that stands twice", "message A {\n  string a = 1;\n  string b = «1»;\n}", /`a` has the number 1 too/],
    [
      "a number that stands twice in a oneof",
      "message A {\n  string a = 1;\n  oneof x { string b = «1»; }\n}",
      /`a` has the number 1 too/,
    ],
    ["a reserved number", "message A {\n  string a = «5»;\n  reserved 2, 4 to 6;\n}", /is reserved/],
    ["a reserved name", 'message A {\n  reserved "a";\n  string «a» = 1;\n}', /is reserved/],
    ["a name that stands twice", "message A {\n  string a = 1;\n  int32 «a» = 2;\n}", /stands here twice/],
    ["a number out of range", "message A {\n  string a = «0»;\n}", /no number of a field/],
    ["a number that stands twice in an enum", "enum A {\n  X = 0;\n  Y = «0»;\n}", /`X` has the number 0 too/],
    [
      "a type that a file does not have",
      'syntax = "proto3";\nmessage A {\n  repeated «Missing» a = 1;\n}',
      /declares `Missing`/,
    ],
    [
      "a type that a method does not have",
      'syntax = "proto3";\nmessage A {}\nservice S {\n  rpc Get(A) returns (stream «B»);\n}',
      /declares `B`/,
    ],
  ])("%s", (_, marked, message) => {
    expect(told("proto", marked)).toEqual([marked, expect.stringMatching(message)]);
  });
});

describe("broken data have a problem at", () => {
  test.each<[ContractKind, string, RegExp]>([
    ["json", "{«a»: 1}", /double quotes/],
    ["json", '{"a" «1»}', /`:` is missing/],
    ["json", '{"a": 1} «{»"b": 2}', /ends before this/],
    ["json", '["a«"»', /never closed/],
    ["json", "{\"a\": «'b'»}", /double quotes/],
    ["yaml", "a: «b»: c", /does not parse/],
    ["yaml", 'a: "«b»\n', /does not parse/],
  ])("%s: %s", (kind, marked, message) => {
    expect(told(kind, marked)).toEqual([marked, expect.stringMatching(message)]);
  });
});

const KINDS: readonly ContractKind[] = ["openapi", "proto", "json-schema", "json", "yaml"];
const PIECES =
  '{|}|[|]|:|,|"|\'|a|1|-|- |? |&a |*a |: |a: |\n|\n  |...|{"a":|[{|#|//|/*|*/|message A {|;|= 1|string a = 1;\n|reserved 1;|oneof x {|"\\|option a = {|rpc A(B) returns (C);|enum E {|$ref: "#/a"|"$ref":"#/a/b",|/a:|get:|paths:\n|openapi: 3\n|type: x\n|<<: *a\n|!!x |---\n|| |> |{{|\\|\t|é'.split(
    "|",
  );

const LENGTH = Number(process.env["NOMOUS_HOSTILE"] ?? 4_000);

test("whatever the text, nothing throws, places are within it, and a long one comes to an end", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), text, (kind, body) => {
      for (const { from, to } of readContract(kind, body)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(body.length);
      }
    }),
    { seed: 6, numRuns: 500 },
  );
  for (const kind of KINDS)
    for (const piece of PIECES.filter((each) => each !== "")) readContract(kind, piece.repeat(LENGTH / piece.length));
}, 120_000);

test("a megabyte of brackets is one problem, except in YAML, which is not read when it is that long", () => {
  for (const kind of KINDS) expect(readContract(kind, "[".repeat(1_000_000))).toHaveLength(kind === "yaml" ? 0 : 1);
});

test("any JSON has no problems, whatever it says", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(readContract("json", text)).toEqual([]);
    }),
    { seed: 7, numRuns: 500 },
  );
});
