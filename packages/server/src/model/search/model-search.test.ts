import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm, utimes } from "node:fs/promises";
import { describeTinyGguf, type GgufValue, lacks, makeTinyGguf, writeGguf } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { GgufError } from "../../gguf/gguf-error.ts";
import { type MachineFixture, makeMachine } from "../machine-fixture.ts";
import { createModelSearch, type FoundModels, type ModelFile } from "./model-search.ts";
import { putOllamaModel } from "./store-fixture.ts";

const TINY = makeTinyGguf({ dim: 32, layers: 1 }).file;
const MANIFEST = "manifests/library.ollama.ai/library/qwen2.5/7b";
const COMMIT = "a".repeat(40);

/** A tiny model with other values in its header. */
function tinyWith(values: Readonly<Record<string, GgufValue>>): Buffer {
  const description = describeTinyGguf({ dim: 32, layers: 1 });
  for (const [key, value] of Object.entries(values)) description.keys.set(key, value);
  return writeGguf(description);
}

const find = (machine: MachineFixture, named: readonly string[] = []): Promise<FoundModels> =>
  createModelSearch(machine.user, machine.workspace).find(named);

const pathsOf = (machine: MachineFixture, { files }: FoundModels): readonly string[] =>
  files.map(({ path }) => path.replace(`${machine.user.home}/`, ""));

const fileAt = ({ files }: FoundModels, path: string): ModelFile | undefined =>
  files.find((file) => file.path === path);

describe("files", () => {
  test("of a split model the first part stands for all, and its size is that of all", async () => {
    await using machine = await makeMachine("darwin");
    const parts = [1, 2].map((part) => machine.at(`harbor/models/big-0000${part}-of-00002.gguf`));
    const bytes = await writeParts(machine, parts);
    const found = await find(machine);
    expect(found.files).toMatchObject([{ path: parts[0], fileBytes: bytes, content: { kind: "model" } }]);
  });

  test("a split model is looked at by the names of its links", async () => {
    await using machine = await makeMachine("darwin", (at) => ({ HF_HUB_CACHE: at("hub") }));
    const repository = "models--o--r";
    const blobs = [1, 2].map((part) => machine.at(`hub/${repository}/blobs/part${part}`));
    await writeParts(machine, blobs);
    for (const part of [1, 2])
      await machine.symlink(
        `hub/${repository}/snapshots/${COMMIT}/big-0000${part}-of-00002.gguf`,
        `../../blobs/part${part}`,
      );
    const { files, problems } = await find(machine);
    expect(problems).toEqual([]);
    expect(files).toMatchObject([{ content: { kind: "model", parts: 2 } }]);
  });

  test("a split model without one of its parts is unusable and says which; parts without the first are told", async () => {
    await using machine = await makeMachine("darwin");
    const [first = "", second = ""] = [1, 2].map((part) => machine.at(`harbor/models/big-0000${part}-of-00002.gguf`));
    await writeParts(machine, [first, second]);
    await rm(second);
    await machine.write("harbor/models/lost-00002-of-00002.gguf", TINY);
    const { files, problems } = await find(machine);
    expect(files).toMatchObject([{ path: first, content: { code: "truncated" } }]);
    expect(messageOf(files[0]?.content)).toContain("big-00002-of-00002.gguf");
    expect(problems).toEqual([
      `${machine.at("harbor/models/lost-00001-of-00002.gguf")} is missing; other parts of that model are there.`,
    ]);
  });

  test("projectors, adapters and vocabularies are no models, by name or by header", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write("harbor/models/mmproj-model-f16.gguf", "whatever");
    await machine.write(
      "harbor/models/clip.gguf",
      tinyWith({ "general.architecture": { type: "string", value: "clip" } }),
    );
    await machine.write("harbor/models/lora.gguf", tinyWith({ "general.type": { type: "string", value: "adapter" } }));
    await machine.write("harbor/models/vocab.gguf", writeGguf({ ...describeTinyGguf(), tensors: [] }));
    await machine.write("harbor/models/model.gguf", TINY);
    const found = await find(machine);
    expect(pathsOf(machine, found)).toEqual(["harbor/models/model.gguf"]);
    expect(found.problems).toEqual([]);
  });

  test("a file that is no model is listed with what is wrong with it and what to do", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write("harbor/models/a-empty.gguf");
    await machine.write("harbor/models/b-text.gguf", "version https://git-lfs.github.com/spec/v1\n");
    await machine.write("harbor/models/c-cut.gguf", TINY.subarray(0, TINY.length - 5_000));
    const { files } = await find(machine);
    expect(files.map(({ content }) => content instanceof GgufError)).toEqual([true, true, true]);
    expect(files[1]?.content).toMatchObject({
      code: "not-gguf",
      reason: expect.any(String) as unknown,
      remedy: expect.any(String) as unknown,
    });
    expect(files[2]?.content).toMatchObject({ code: "truncated" });
  });

  test("one file that is found in four ways is one model, of the most telling place", async () => {
    await using machine = await makeMachine("darwin");
    const blob = await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY);
    await machine.symlink(".lmstudio/models/org/repo/same.gguf", blob);
    await machine.symlink("harbor/models/same.gguf", blob);
    const added = await machine.symlink("added/same.gguf", "../harbor/models/same.gguf");
    const { files, problems } = await find(machine, [added]);
    expect(files).toMatchObject([{ path: blob, label: "qwen2.5:7b", named: [added], place: { owner: "tool" } }]);
    expect(problems).toEqual([]);
  });

  test("hard links are files of their own", async () => {
    await using machine = await makeMachine("darwin");
    const first = await machine.write("harbor/models/a.gguf", TINY);
    await machine.link("harbor/models/b.gguf", first);
    expect((await find(machine)).files).toHaveLength(2);
  });

  test("links that go in a circle end, and what lies behind links to folders is found", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write("disk/more/m.gguf", TINY);
    await machine.symlink("harbor/models/up", "..");
    await machine.symlink("harbor/models/self", "self");
    await machine.symlink("harbor/models/self.gguf", "self.gguf");
    await machine.symlink("harbor/models/elsewhere", "../../disk");
    await machine.symlink("disk/more/back", "..");
    const found = await find(machine);
    expect(pathsOf(machine, found)).toEqual(["harbor/models/elsewhere/more/m.gguf"]);
    expect(found.problems).toEqual(
      ["self", "self.gguf"].map(
        (name) => `${machine.at(`harbor/models/${name}`)} cannot be read: its links go in a circle.`,
      ),
    );
  });

  test("folders too deep and folders whose name begins with a dot are not looked into", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write(`harbor/models/${"d/".repeat(20)}deep.gguf`, TINY);
    await machine.write("harbor/models/.cache/hidden.gguf", TINY);
    await machine.write(`harbor/models/${"d/".repeat(8)}there.gguf`, TINY);
    expect(pathsOf(machine, await find(machine))).toEqual([`harbor/models/${"d/".repeat(8)}there.gguf`]);
  });

  test.skipIf(lacks(process.platform !== "win32", "named pipes"))(
    "a pipe is not opened, whatever its name",
    async () => {
      await using machine = await makeMachine("darwin");
      await mkdir(machine.at("harbor/models"), { recursive: true });
      execFileSync("sh", ["-c", "mkfifo pipe.gguf"], { cwd: machine.at("harbor/models") });
      await machine.symlink("harbor/models/link.gguf", "pipe.gguf");
      const { files } = await find(machine);
      expect(files).toMatchObject([{ path: machine.at("harbor/models/link.gguf"), content: { code: "unreadable" } }]);
    },
  );

  test.skipIf(lacks(process.getuid?.() !== 0, "a user who may not read everything, as root may"))(
    "folders and files without permission are told, and the rest is found",
    async () => {
      await using machine = await makeMachine("darwin");
      const store = machine.at(".ollama/models");
      await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY);
      await machine.write("harbor/models/open.gguf", TINY);
      const closed = await machine.write("harbor/models/closed.gguf", TINY);
      await machine.write("harbor/models/shut/x.gguf", TINY);
      await chmod(closed, 0);
      await chmod(machine.at("harbor/models/shut"), 0);
      await chmod(store, 0);
      const { files, problems } = await find(machine);
      await chmod(store, 0o755);
      await chmod(machine.at("harbor/models/shut"), 0o755);
      expect(files.map(({ content }) => content instanceof GgufError)).toEqual([true, false]);
      expect(problems).toEqual([
        expect.stringMatching(
          /\.ollama\/models cannot be read: permission denied\. What is in it answers through Ollama/,
        ) as unknown,
        expect.stringMatching(/shut cannot be read: permission denied\./) as unknown,
      ]);
    },
  );
});

describe("what a person named", () => {
  test("a file is found whatever its name, a folder is looked through, and both come first", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write("harbor/models/a.gguf", TINY);
    const file = await machine.write("down loads/no-ending", TINY);
    await machine.write("folder/x/in.gguf", TINY);
    const found = await find(machine, [file, machine.at("folder")]);
    expect(pathsOf(machine, found)).toEqual(["down loads/no-ending", "folder/x/in.gguf", "harbor/models/a.gguf"]);
    expect(found.files.map(({ named }) => named)).toEqual([[file], [machine.at("folder")], []]);
  });

  test("what went, holds no model or is part of one stays in the list with the reason", async () => {
    await using machine = await makeMachine("darwin");
    await mkdir(machine.at("empty"));
    const lora = await machine.write("l.gguf", tinyWith({ "general.type": { type: "string", value: "adapter" } }));
    const { files, problems } = await find(machine, [machine.at("gone.gguf"), machine.at("empty"), lora]);
    expect(files.map(({ path, content }) => [path, messageOf(content)])).toEqual([
      [machine.at("gone.gguf"), expect.stringContaining("does not exist") as unknown],
      [machine.at("empty"), expect.stringContaining("No GGUF file was found in this folder") as unknown],
      [lora, expect.stringContaining("fine-tuning") as unknown],
    ]);
    expect(problems).toEqual([]);
  });
});

describe("looking again", () => {
  test("only files that changed are read; stamps change with them, ids do not", async () => {
    await using machine = await makeMachine("darwin");
    const [same, other] = [
      await machine.write("harbor/models/same.gguf", TINY),
      await machine.write("harbor/models/other.gguf", TINY),
    ];
    const search = createModelSearch(machine.user, machine.workspace);
    const before = await search.find([]);
    const stamps = before.files.map(({ id }) => search.stampOf(id));
    await machine.write("harbor/models/other.gguf", "broken");
    await utimes(other, 1, 1);
    const after = await search.find([]);
    expect(fileAt(after, same)?.content).toBe(fileAt(before, same)?.content);
    expect(fileAt(after, other)?.content).toMatchObject({ code: "not-gguf" });
    expect(after.files.map(({ id }) => id)).toEqual(before.files.map(({ id }) => id));
    expect(after.files.map(({ id }) => search.stampOf(id)).filter((stamp) => !stamps.includes(stamp))).toHaveLength(1);
  });

  test("a file that went is not there any more", async () => {
    await using machine = await makeMachine("darwin");
    const file = await machine.write("harbor/models/a.gguf", TINY);
    const search = createModelSearch(machine.user, machine.workspace);
    expect((await search.find([])).files).toHaveLength(1);
    await rm(file);
    expect(await search.find([])).toMatchObject({ files: [], problems: [] });
  });
});

test("10,000 files are found soon, and a list that long is cut and says so", async () => {
  await using machine = await makeMachine("darwin");
  const tiny = await machine.write("tiny.gguf", TINY);
  for (let folder = 0; folder < 1_000; folder += 1) {
    const files = Array.from({ length: 10 }, (_, file) => `.lmstudio/models/org/repo${folder}/m${file}.gguf`);
    await Promise.all(files.map((file) => machine.link(file, tiny)));
  }
  const added = await machine.link("added.gguf", tiny);
  const search = createModelSearch(machine.user, machine.workspace);
  const times: number[] = [];
  for (const _look of [1, 2]) {
    const start = performance.now();
    const { files, problems } = await search.find([added]);
    times.push(Math.round(performance.now() - start));
    expect(files).toHaveLength(500);
    expect(files[0]?.path).toBe(added);
    expect(problems).toEqual([
      expect.stringContaining("10001 model files were found; 500 of them are listed.") as unknown,
    ]);
  }
  console.log(`10,000 model files in 1,000 folders: ${times[0]} ms, and ${times[1]} ms when looked at again`);
});

const messageOf = (content: unknown): string => (content instanceof GgufError ? content.message : "");

/** A tiny model in two parts; returns the bytes of both. */
async function writeParts(machine: MachineFixture, [first = "", second = ""]: readonly string[]): Promise<number> {
  const { keys, tensors } = describeTinyGguf({ dim: 32, layers: 1 });
  const split = (index: number): readonly (readonly [string, GgufValue])[] => [
    ["split.no", { type: "u16", value: index }],
    ["split.count", { type: "u16", value: 2 }],
    ["split.tensors.count", { type: "i32", value: tensors.length }],
  ];
  const files = [
    writeGguf({ keys: [...keys, ...split(0)], tensors: tensors.slice(0, 3) }),
    writeGguf({ keys: split(1), tensors: tensors.slice(3) }),
  ];
  const relative = (path: string): string => path.slice(machine.user.home.length + 1);
  await machine.write(relative(first), files[0]);
  await machine.write(relative(second), files[1]);
  return files.reduce((sum, { length }) => sum + length, 0);
}
