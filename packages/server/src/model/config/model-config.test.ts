import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describeTinyGguf, makeTinyGguf, writeGguf } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { type MachineFixture, makeMachine } from "../machine-fixture.ts";
import { ModelError } from "../models.ts";
import { createModelConfig } from "./model-config.ts";

const TINY = makeTinyGguf({ dim: 32, layers: 1 }).file;
const FILE = ".config/nomous/models.json";
const json = async (machine: MachineFixture, path = FILE): Promise<unknown> =>
  JSON.parse(await readFile(machine.at(path), "utf8")) as unknown;

function secondOfThree(): Buffer {
  const { keys, tensors } = describeTinyGguf({ dim: 32, layers: 1 });
  keys.set("split.no", { type: "u16", value: 1 }).set("split.count", { type: "u16", value: 3 });
  return writeGguf({ keys, tensors });
}

describe("where the list is", () => {
  test.each([
    ["linux", {}, ".config/nomous/models.json"],
    ["darwin", {}, "Library/Application Support/nomous/models.json"],
    ["win32", { APPDATA: "/roaming" }, "/roaming/nomous/models.json"],
    ["win32", {}, "AppData/Roaming/nomous/models.json"],
    ["linux", { XDG_CONFIG_HOME: "/xdg" }, "/xdg/nomous/models.json"],
    ["linux", { XDG_CONFIG_HOME: "" }, ".config/nomous/models.json"],
  ] as const)("on %s with %j it is %s", (platform, env, path) => {
    const home = "/home/ada";
    const config = createModelConfig({ platform, env, home });
    expect(config.path).toBe(path.startsWith("/") ? path : join(home, path));
  });
});

describe("the list", () => {
  test("without a file it is empty, and reading makes none", async () => {
    await using machine = await makeMachine("linux");
    expect(createModelConfig(machine.user).read()).toEqual({ version: 1, files: [], servers: [] });
    expect(await readdir(machine.user.home)).toEqual([]);
  });

  test("files, folders and servers are added once, and taken off however they are written", async () => {
    await using machine = await makeMachine("linux");
    const file = await machine.write("m/a.gguf", TINY);
    const config = createModelConfig(machine.user);
    for (const _again of [1, 2]) {
      await config.add({ target: file });
      await config.add({ target: `${machine.at("m")}/` });
      await config.add({ target: "http://127.0.0.1:8080/v1/" });
    }
    await config.add({ target: "http://127.0.0.1:8080", keyVariable: "MY_KEY" });
    expect(config.read()).toEqual({
      version: 1,
      files: [file, machine.at("m")],
      servers: [{ url: "http://127.0.0.1:8080/v1", keyVariable: "MY_KEY" }],
    });
    expect(config.remove([`${machine.at("m")}/.`, "http://127.0.0.1:8080"])).toBe(true);
    expect(config.remove(["/never/there"])).toBe(false);
    expect(config.read()).toEqual({ version: 1, files: [file], servers: [] });
  });

  test("a choice is kept and taken back", async () => {
    await using machine = await makeMachine("linux");
    const config = createModelConfig(machine.user);
    config.use("llama/0123456789ab");
    expect(config.read().default).toBe("llama/0123456789ab");
    config.use(null);
    expect(await json(machine)).toEqual({ version: 1, files: [], servers: [] });
  });

  test("what it does not understand it keeps", async () => {
    await using machine = await makeMachine("linux");
    const servers = [{ url: "http://127.0.0.1:9/v1", note: "mine" }];
    await machine.write(FILE, `\uFEFF${JSON.stringify({ version: 1, theme: "dark", servers })}`);
    const config = createModelConfig(machine.user);
    await config.add({ target: "http://127.0.0.1:9", keyVariable: "KEY" });
    config.use("llama/x");
    expect(await json(machine)).toEqual({
      version: 1,
      theme: "dark",
      default: "llama/x",
      files: [],
      servers: [{ url: "http://127.0.0.1:9/v1", note: "mine", keyVariable: "KEY" }],
    });
  });

  test.each([
    ['{"version": 1,\n "files": [}', "it is no JSON at line 2, column 12"],
    ['{"version": 1, "files": ["/a", 7]}', "files.1"],
    ['{"version": 2}', "version"],
    ["", "line 1, column 1"],
    ["null", "invalid type"],
  ])("%j is told with its path and place, and never written over", async (text, place) => {
    await using machine = await makeMachine("linux");
    await machine.write(FILE, text);
    const config = createModelConfig(machine.user);
    for (const use of [() => config.read(), () => config.use("x"), () => config.remove(["/a"])]) {
      expect(use).toThrow(ModelError);
      expect(use).toThrow(machine.at(FILE));
      expect(use).toThrow(place);
    }
    await expect(config.add({ target: "http://127.0.0.1:9" })).rejects.toThrow(ModelError);
    expect(await readFile(machine.at(FILE), "utf8")).toBe(text);
  });

  test("it is the user's alone, and a link to it stays a link", async () => {
    await using machine = await makeMachine("linux");
    await machine.write("dotfiles/models.json", '{"version": 1}');
    await machine.symlink(FILE, "../../dotfiles/models.json");
    createModelConfig(machine.user).use("llama/x");
    expect(await json(machine, "dotfiles/models.json")).toMatchObject({ default: "llama/x" });
    expect((await stat(machine.at(FILE))).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
    expect((await readdir(machine.at("dotfiles"))).toSorted()).toEqual(["models.json"]);
  });

  test("a place that cannot be written is told in words", async () => {
    await using machine = await makeMachine("linux");
    await machine.write(".config/nomous", "a file where the folder should be");
    expect(() => createModelConfig(machine.user).use("x")).toThrow(ModelError);
  });

  test("processes that change it at once lose nothing of each other", async () => {
    await using machine = await makeMachine("linux");
    const module = JSON.stringify(new URL("./model-config.ts", import.meta.url).href);
    const code = (from: number): string => `
      const { createModelConfig } = await import(${module});
      const config = createModelConfig({ env: {}, platform: "linux", home: ${JSON.stringify(machine.user.home)} });
      for (let port = ${from}; port < ${from + 25}; port += 1) await config.add({ target: "http://127.0.0.1:" + port });`;
    const run = promisify(execFile);
    const starts = [1_000, 2_000, 3_000];
    await Promise.all(starts.map((from) => run(process.execPath, ["--input-type=module", "-e", code(from)])));
    expect(createModelConfig(machine.user).read().servers).toHaveLength(75);
  });
});

const refusal = async (machine: MachineFixture, target: string, keyVariable?: string): Promise<unknown> => {
  const source = { target, ...(keyVariable !== undefined && { keyVariable }) };
  const error: unknown = await createModelConfig(machine.user)
    .add(source)
    .then(
      () => "added",
      (error: unknown) => error,
    );
  return error instanceof ModelError ? `${error.code}: ${error.message}` : error;
};

describe("what can be added", () => {
  test("paths that are not whole, not there, or no models are refused with what to do", async () => {
    await using machine = await makeMachine("linux");
    const text = await machine.write("notes.gguf", "dear diary");
    const part = await machine.write("big-00002-of-00003.gguf", secondOfThree());
    expect(await refusal(machine, "models/a.gguf")).toMatch(/^invalid: .*Give the whole path/);
    expect(await refusal(machine, machine.at("gone.gguf"))).toMatch(/^not-found: .*gone\.gguf.*it is not there/);
    expect(await refusal(machine, text)).toMatch(/^invalid: .*notes\.gguf cannot be added\. /);
    expect(await refusal(machine, part)).toContain("big-00001-of-00003.gguf");
    expect(await refusal(machine, machine.at("."), "KEY")).toMatch(/^invalid: Only a server has a key/);
    expect(createModelConfig(machine.user).read().files).toEqual([]);
  });

  test.each([
    "ftp://127.0.0.1/v1",
    "http://",
    "https://ada:secret@example.org/v1",
    "http://127.0.0.1:8080/v1?key=secret",
    "file:///etc/passwd",
  ])("%s is no address of a server", async (target) => {
    await using machine = await makeMachine("linux");
    const told = await refusal(machine, target);
    expect(told).toMatch(/^invalid: /);
    expect(told).not.toContain("secret");
  });

  test("a folder may be empty when it is added", async () => {
    await using machine = await makeMachine("linux");
    await mkdir(machine.at("models"));
    expect(await refusal(machine, machine.at("models"))).toBe("added");
  });
});
