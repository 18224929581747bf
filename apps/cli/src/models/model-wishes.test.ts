import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { modelWishes } from "./model-wishes.ts";

let cwd: string;
beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), "nomous-wish-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

test("a file counts from where the person is, whether the command line or the environment names it", () => {
  writeFileSync(join(cwd, "tiny.gguf"), "");
  const tiny = join(cwd, "tiny.gguf");
  expect(modelWishes({ cwd, env: { NOMOUS_MODEL: "./tiny.gguf" } }, "tiny.gguf")).toEqual({
    flag: tiny,
    variable: tiny,
  });
});

test("a name stays a name, also with a slash in it, and an empty variable says nothing", () => {
  expect(modelWishes({ cwd, env: { NOMOUS_MODEL: "" } }, "hf.co/org/model:7b")).toEqual({ flag: "hf.co/org/model:7b" });
  expect(modelWishes({ cwd, env: {} }, undefined)).toEqual({});
});

test("a path that leads nowhere is wrong usage, with the path and who named it", () => {
  expect(() => modelWishes({ cwd, env: {} }, "./gone.gguf")).toThrow(
    `no file ${join(cwd, "gone.gguf")}, which --model`,
  );
  expect(() => modelWishes({ cwd, env: { NOMOUS_MODEL: "/gone.gguf" } }, undefined)).toThrow(
    "which NOMOUS_MODEL names",
  );
});
