import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeTinyGguf, lacks, withKeys, writeGguf, type GgufDescription, type GgufValue } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeFile, refusalOf } from "./gguf-fixture.ts";
import { readGguf, type Gguf } from "./read-gguf.ts";

const tiny = describeTinyGguf();
const u32 = (value: number): GgufValue => ({ type: "u32", value });
const text = (value: string): GgufValue => ({ type: "string", value });

/** The tiny model as if its architecture were another. */
const ofArchitecture = (architecture: string): GgufDescription => ({
  ...tiny,
  keys: [...tiny.keys].map(([key, value]) =>
    key === "general.architecture" ? [key, text(architecture)] : [key.replace(/^llama\./, `${architecture}.`), value],
  ),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nomous-gguf-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, file: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, file);
  return path;
}

test("a file tells what it is", async () => {
  const file = writeGguf(tiny);
  expect(await readGguf(await put("tiny.gguf", file))).toEqual({
    version: 3,
    kind: "model",
    architecture: "llama",
    name: "Nomous tiny test model",
    sizeLabel: undefined,
    license: "mit",
    parameters: tiny.tensors.reduce((sum, { data, type }) => sum + data.length / (type === 0 ? 4 : 2), 0),
    quantisation: "F16",
    fileBytes: file.length,
    tensorBytes: tiny.tensors.reduce((sum, { data }) => sum + data.length, 0),
    parts: 1,
    chatTemplate: (tiny.keys.get("tokenizer.chat_template") as { value: string }).value,
    isInstruct: true,
    contextTokens: 2_048,
    layers: 2,
    embedding: 128,
    feedForward: 128,
    heads: 4,
    kvHeads: [2, 2],
    keyLength: 32,
    valueLength: 32,
    slidingWindow: undefined,
    vocabulary: 594,
  });
});

test("version 2 says the same as version 3", async () => {
  const three = await describeFile(writeGguf(tiny));
  expect(await describeFile(writeGguf({ ...tiny, version: 2 }))).toEqual({ ...three, version: 2 });
});

test.for<[string, GgufDescription, Partial<Gguf>]>([
  [
    "a name is one line of 200 characters",
    withKeys(tiny, { "general.name": text(`\u001b[31ma\n\u202eb${"c".repeat(300)}`) }),
    { name: `[31ma b${"c".repeat(193)}` },
  ],
  [
    "a model without a template only continues",
    withKeys(tiny, { "tokenizer.chat_template": undefined }),
    { isInstruct: false, chatTemplate: undefined },
  ],
  [
    "a very long template is not kept",
    withKeys(tiny, { "tokenizer.chat_template": text("x".repeat(70_000)) }),
    { isInstruct: true, chatTemplate: undefined },
  ],
  [
    "without a file type the format of most bytes counts",
    withKeys(tiny, { "general.file_type": undefined }),
    { quantisation: "F16" },
  ],
  ["a guessed file type counts", withKeys(tiny, { "general.file_type": u32(1_024 + 15) }), { quantisation: "Q4_K_M" }],
  ["a pooling type makes vectors", withKeys(tiny, { "llama.pooling_type": u32(3) }), { kind: "embedding" }],
  ["pooling type 0 does not", withKeys(tiny, { "llama.pooling_type": u32(0) }), { kind: "model" }],
  ["BERT makes vectors", ofArchitecture("nomic-bert"), { kind: "embedding" }],
  ["an unknown architecture is told", ofArchitecture("new9"), { kind: "model", architecture: "new9" }],
  ["a projector needs no sizes", { ...tiny, keys: [["general.architecture", text("clip")]] }, { kind: "projector" }],
  [
    "an adapter needs no sizes",
    withKeys({ ...tiny, keys: new Map() }, { "general.architecture": text("llama"), "general.type": text("adapter") }),
    { kind: "adapter" },
  ],
  ["a file without tensors is a vocabulary", { ...tiny, tensors: [] }, { kind: "vocabulary", tensorBytes: 0 }],
])("%s", async ([, description, expected]) => {
  expect(await describeFile(writeGguf(description))).toMatchObject(expected);
});

test("a model of pictures, or of nothing that is told, is refused", async () => {
  const pictures = writeGguf({ ...tiny, keys: [["general.architecture", text("flux")]] });
  expect(await refusalOf(describeFile(pictures))).toMatchObject({ code: "unsupported" });
  const nothing = writeGguf({ ...tiny, keys: [] });
  expect(await refusalOf(describeFile(nothing))).toMatchObject({ code: "corrupt" });
});

test("a way to pool that nobody knows is refused", async () => {
  const refusal = await refusalOf(describeFile(writeGguf(withKeys(tiny, { "llama.pooling_type": u32(5) }))));
  expect([refusal.code, refusal.reason]).toEqual(["corrupt", "The key “llama.pooling_type” is 5, and no way to pool."]);
});

test("what is no file is refused, and a pipe is not waited for", async () => {
  await mkdir(join(folder, "folder.gguf"));
  execFileSync("sh", ["-c", "mkfifo pipe.gguf"], { cwd: folder });
  await symlink("nowhere", join(folder, "dangling.gguf"));
  const code = async (name: string) => (await refusalOf(readGguf(join(folder, name)))).code;
  expect(await code("folder.gguf")).toBe("unreadable");
  expect(await code("pipe.gguf")).toBe("unreadable");
  expect(await code("dangling.gguf")).toBe("not-found");
  expect(await code("tiny.gguf/x")).toBe("not-found");
});

const isRoot = process.getuid?.() === 0;
test.skipIf(lacks(!isRoot, "a user who is not root"))("a file that may not be read is refused", async () => {
  const path = await put("forbidden.gguf", writeGguf(tiny));
  await chmod(path, 0);
  expect(await refusalOf(readGguf(path))).toMatchObject({ code: "unreadable" });
});

/** Writes the tiny model as three files. */
async function putParts(name: string, changes: { no?: readonly number[]; tensors?: number } = {}) {
  const parts = [tiny.tensors.slice(0, 3), tiny.tensors.slice(3, 10), tiny.tensors.slice(10)];
  const paths = parts.map(async (tensors, index) => {
    const split: [string, GgufValue][] = [
      ["split.no", { type: "u16", value: changes.no?.[index] ?? index }],
      ["split.count", { type: "u16", value: parts.length }],
      ["split.tensors.count", { type: "i32", value: changes.tensors ?? tiny.tensors.length }],
    ];
    const keys = index === 0 ? [...tiny.keys, ...split] : split;
    return put(`${name}-0000${index + 1}-of-00003.gguf`, writeGguf({ keys, tensors }));
  });
  const [first = "", second = "", third = ""] = await Promise.all(paths);
  return { first, second, third };
}

test("a model in three files is one, found by its first", async () => {
  const { first } = await putParts("whole");
  const { parameters, tensorBytes } = await describeFile(writeGguf(tiny));
  expect(await readGguf(first)).toMatchObject({ kind: "model", parts: 3, parameters, tensorBytes });
});

test("a model without one of its files is refused, and so is one whose file was cut off", async () => {
  const { first, third } = await putParts("broken");
  const file = writeGguf({ keys: [], tensors: tiny.tensors.slice(10) });
  await writeFile(third, file.subarray(0, file.length - 64));
  const name = "Its part “broken-00003-of-00003.gguf”";
  const cut = await refusalOf(readGguf(first));
  expect([cut.code, cut.reason]).toEqual(["truncated", `${name}: The last 64 bytes of the file are missing.`]);
  await rm(third);
  const missing = await refusalOf(readGguf(first));
  expect([missing.code, missing.reason]).toEqual(["truncated", `${name} is missing.`]);
});

test("parts that do not belong together are refused", async () => {
  const swapped = await putParts("swapped", { no: [0, 2, 1] });
  expect((await refusalOf(readGguf(swapped.first))).reason).toBe("Its part 2 has the content of part 3.");
  const fewer = await putParts("fewer", { tensors: 99 });
  expect((await refusalOf(readGguf(fewer.first))).reason).toBe("Its 3 parts have 21 tensors, not 99.");
});

test("a later part says which one to choose, and a renamed one which name it needs", async () => {
  const { first, second } = await putParts("parts");
  expect((await refusalOf(readGguf(second))).remedy).toBe("Choose the first part, “parts-00001-of-00003.gguf”.");
  await symlink(first, join(folder, "renamed.gguf"));
  const { remedy } = await refusalOf(readGguf(join(folder, "renamed.gguf")));
  expect(remedy).toBe("Give it back a name that ends in -00001-of-00003.gguf.");
});
