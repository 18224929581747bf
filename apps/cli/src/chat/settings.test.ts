import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chatSettings } from "./settings.ts";

let cwd: string;
beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), "nomous-settings-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

test("without options what held before holds on, and an option changes nothing else of it", () => {
  const before = { system: "Be brief.", temperature: 0.7 };
  expect(chatSettings(before, undefined, { retrieval: true }, cwd)).toBeUndefined();
  expect(chatSettings(before, "llama/1", { temperature: 0, retrieval: false }, cwd)).toEqual({
    engine: "llama/1",
    system: "Be brief.",
    temperature: 0,
    retrieval: false,
  });
});

test("a schema is read from its file", () => {
  writeFileSync(join(cwd, "s.json"), '{"type": "object"}');
  expect(chatSettings({}, undefined, { schema: "s.json", retrieval: true }, cwd)).toEqual({
    schema: '{"type": "object"}',
  });
});

test("a schema that is missing, no JSON or too long is wrong usage", () => {
  writeFileSync(join(cwd, "bad.json"), "{");
  writeFileSync(join(cwd, "long.json"), JSON.stringify({ description: "x".repeat(8_000) }));
  for (const [schema, words] of [
    ["gone.json", "cannot be read"],
    ["bad.json", "is no JSON Schema"],
    ["long.json", "8000 are possible"],
  ] as const)
    expect(() => chatSettings({}, undefined, { schema, retrieval: true }, cwd)).toThrow(words);
});
