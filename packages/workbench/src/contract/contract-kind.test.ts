import { describe, expect, test } from "vitest";
import { contractKindOf } from "./contract-kind.ts";

describe("a fence is told by its language", () => {
  test.each([
    ["openapi", "a: b", "openapi"],
    ["yaml openapi", "a: b", "openapi"],
    ["yaml title=openapi", "a: b", "openapi"],
    ["JSON swagger", "{}", "openapi"],
    ["proto", "", "proto"],
    ["protobuf", "", "proto"],
    ["proto3", "", "proto"],
    ["json-schema", "{}", "json-schema"],
    ["jsonschema", "{}", "json-schema"],
    ["json schema", "{}", "json-schema"],
    ["graphql", "type A", "graphql"],
    ["ts", "interface A {}", "typescript"],
    ["json", '{"a": 1}', "json"],
    ["yaml", "a: 1", "yaml"],
    ["yml", "a: 1", "yaml"],
    ["yaml experiment", "question: x", "yaml"],
    ["jsonc", "{}", null],
    ["python", "openapi: 3", null],
    ["", "just words", null],
    ["", "a: list\nof: words", null],
  ])("%s", (language, text, kind) => {
    expect(contractKindOf(language, text)).toBe(kind);
  });
});

describe("where the language is JSON, YAML or nothing, it is told by the content", () => {
  test.each([
    ["yaml", "openapi: 3.1.0\ninfo: {}", "openapi"],
    ["yaml", "# a comment\n\n  swagger: '2.0'", "openapi"],
    ["yaml", "paths:\n  /users/{id}:\n    get:\n", "openapi"],
    ["yaml", "/users:\n  post:\n    responses: {}", "openapi"],
    ["yaml", "components:\n  schemas:\n    User: {}", "openapi"],
    ["yaml", "on:\n  push:\n    paths:\n      - /a", "yaml"],
    ["yaml", "paths:\n  - /a: b", "yaml"],
    ["yaml", "$schema: https://json-schema.org/draft/2020-12/schema", "json-schema"],
    ["yaml", "type: object\nproperties:\n  a: {}", "json-schema"],
    ["yaml", "a:\n  type: object\n  properties: {}", "yaml"],
    ["json", '{"openapi": "3.0.0"}', "openapi"],
    ["json", '{"paths": {"/a": {"get": {}}}}', "openapi"],
    ["json", '{"compilerOptions": {"paths": {"/a": []}}}', "json"],
    ["json", '{"$schema": "http://json-schema.org/draft-07/schema#"}', "json-schema"],
    ["json", '{"$schema": "./node_modules/x/schema.json", "rules": {}}', "json"],
    ["json", '{"type": "object", "properties": {}}', "json-schema"],
    ["json", '{"type": "object", "name": "x"}', "json"],
    ["", "openapi: 3.0.0\n", "openapi"],
    ["", '{"type": "object", "properties": {}}', "json-schema"],
    ["", 'syntax = "proto3";\n', "proto"],
    ["", "message A {\n  string b = 1;\n}", "proto"],
    ["", "a message A { to you }", null],
  ])("%s: %j", (language, text, kind) => {
    expect(contractKindOf(language, text)).toBe(kind);
  });
});
