import { makeTinyGguf } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { type MachineFixture, makeMachine } from "../machine-fixture.ts";
import { createModelSearch, type FoundModels } from "./model-search.ts";
import { OLLAMA_WEIGHTS, putHuggingFaceModel, putOllamaModel } from "./store-fixture.ts";

const TINY = makeTinyGguf({ dim: 32, layers: 1 }).file;
const MANIFEST = "manifests/library.ollama.ai/library/qwen2.5/7b";
const COMMIT = "a".repeat(40);

const find = (machine: MachineFixture): Promise<FoundModels> =>
  createModelSearch(machine.user, machine.workspace).find([]);

const short = (machine: MachineFixture, path: string): string => path.replace(`${machine.user.home}/`, "");

/** Which source is which. */
const bySource = (machine: MachineFixture, { files }: FoundModels) =>
  Object.fromEntries(files.map(({ path, place }) => [place.source, short(machine, path)]));

const layers = (digest: string): string => JSON.stringify({ layers: [{ mediaType: OLLAMA_WEIGHTS, digest }] });

describe("layouts", () => {
  test("Linux: every store is found where its tool keeps it", async () => {
    await using machine = await makeMachine("linux");
    await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY);
    await machine.write(".lmstudio/models/org/repo/lm.gguf", TINY);
    await putHuggingFaceModel(machine, `.cache/huggingface/hub/models--org--repo/snapshots/${COMMIT}`, "hf.gguf", TINY);
    await machine.write(".cache/llama.cpp/org_repo_cpp.gguf", TINY);
    await machine.write(".node-llama-cpp/models/nlc.gguf", TINY);
    await machine.write(".local/share/nomous/models/pulled.gguf", TINY);
    await machine.write("harbor/models/deep/er/mine.gguf", TINY);
    const found = await find(machine);
    expect(bySource(machine, found)).toMatchObject({
      "Ollama store": expect.stringMatching(/^\.ollama\/models\/blobs\/sha256-/) as unknown,
      "LM Studio": ".lmstudio/models/org/repo/lm.gguf",
      "Hugging Face cache": `.cache/huggingface/hub/models--org--repo/snapshots/${COMMIT}/hf.gguf`,
      "llama.cpp cache": ".cache/llama.cpp/org_repo_cpp.gguf",
      "node-llama-cpp": ".node-llama-cpp/models/nlc.gguf",
      "pulled by Nomous": ".local/share/nomous/models/pulled.gguf",
      "models/ of this workspace": "harbor/models/deep/er/mine.gguf",
    });
    expect(found.searched).toContainEqual({
      source: "Ollama store",
      place: "/usr/share/ollama/.ollama/models",
      found: expect.any(Number) as unknown,
    });
    expect(found.searched).toContainEqual({ source: "LM Studio", place: machine.at(".lmstudio/models"), found: 1 });
    expect(found.searched).toContainEqual({
      source: "LM Studio",
      place: machine.at(".cache/lm-studio/models"),
      found: 0,
    });
  });

  test("macOS: caches and data lie below Library", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write("Library/Caches/llama.cpp/cpp.gguf", TINY);
    await machine.write("Library/Application Support/nomous/models/pulled.gguf", TINY);
    await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY);
    await machine.write(".cache/lm-studio/models/org/repo/lm.gguf", TINY);
    const found = await find(machine);
    expect(Object.keys(bySource(machine, found)).toSorted()).toEqual([
      "LM Studio",
      "Ollama store",
      "llama.cpp cache",
      "pulled by Nomous",
    ]);
    expect(found.searched.map(({ place }) => place)).not.toContain("/usr/share/ollama/.ollama/models");
  });

  test("Windows: LOCALAPPDATA has caches and data, the rest lies in the home; snapshots hold whole files", async () => {
    await using machine = await makeMachine("win32", (at) => ({ LOCALAPPDATA: at("Local"), APPDATA: at("Roaming") }));
    await machine.write("Local/llama.cpp/cpp.gguf", TINY);
    await machine.write("Local/nomous/models/pulled.gguf", TINY);
    await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY);
    await machine.write(`.cache/huggingface/hub/models--org--repo/snapshots/${COMMIT}/hf.gguf`, TINY);
    await machine.write(".lmstudio/models/org/repo/lm.gguf", TINY);
    const found = await find(machine);
    expect(Object.keys(bySource(machine, found)).toSorted()).toEqual([
      "Hugging Face cache",
      "LM Studio",
      "Ollama store",
      "llama.cpp cache",
      "pulled by Nomous",
    ]);
  });

  test("the environment says where stores are", async () => {
    await using machine = await makeMachine("linux", (at) => ({
      OLLAMA_MODELS: at("big/ollama"),
      HF_HOME: at("big/hf"),
      LLAMA_CACHE: at("big/llama"),
      XDG_DATA_HOME: at("big/data"),
    }));
    await putOllamaModel(machine, `big/ollama/${MANIFEST}`, TINY);
    await putHuggingFaceModel(machine, `big/hf/hub/models--org--repo/snapshots/${COMMIT}`, "hf.gguf", TINY);
    await machine.write("big/llama/cpp.gguf", TINY);
    await machine.write("big/data/nomous/models/pulled.gguf", TINY);
    expect(Object.keys(bySource(machine, await find(machine)))).toHaveLength(4);
  });
});

describe("Ollama", () => {
  test("models are called as Ollama calls them, from every host and from the later manifests", async () => {
    await using machine = await makeMachine("darwin");
    const store = ".ollama/models";
    await putOllamaModel(machine, `${store}/${MANIFEST}`, TINY);
    await putOllamaModel(machine, `${store}/manifests/library.ollama.ai/ada/own/latest`, TINY);
    await putOllamaModel(machine, `${store}/manifests/hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF/Q4_K_M`, TINY);
    await putOllamaModel(machine, `${store}/manifest-v2/ollama.com/library/gemma3/1b`, TINY);
    const { files, problems } = await find(machine);
    expect(files.map(({ label = "" }) => label).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "ada/own:latest",
      "gemma3:1b",
      "hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M",
      "qwen2.5:7b",
    ]);
    expect(problems).toEqual([]);
  });

  test("a part for images is told, and is no model", async () => {
    await using machine = await makeMachine("darwin");
    await putOllamaModel(machine, `.ollama/models/${MANIFEST}`, TINY, [
      { mediaType: "application/vnd.ollama.image.projector", digest: `sha256:${"b".repeat(64)}` },
    ]);
    expect((await find(machine)).files).toMatchObject([{ label: "qwen2.5:7b", hasProjector: true }]);
  });

  test("a manifest without a file of weights is a model of the cloud, which is no problem", async () => {
    await using machine = await makeMachine("darwin");
    await machine.write(`.ollama/models/${MANIFEST}`, JSON.stringify({ layers: [] }));
    const { files, problems } = await find(machine);
    expect({ files, problems }).toEqual({ files: [], problems: [] });
  });

  test("broken manifests, digests that lead out of the store and missing blobs are told, and the rest is found", async () => {
    await using machine = await makeMachine("darwin");
    const store = ".ollama/models";
    await machine.write(`${store}/manifests/library.ollama.ai/library/broken/1b`, '{"layers": [');
    await machine.write(`${store}/manifests/library.ollama.ai/library/empty/1b`, "");
    await machine.write(`${store}/manifests/library.ollama.ai/library/huge/1b`, "x".repeat(100_000));
    await machine.write(`${store}/manifests/library.ollama.ai/library/escape/1b`, layers("sha256:../../../secret"));
    await machine.write(`${store}/manifests/library.ollama.ai/library/gone/1b`, layers(`sha256:${"c".repeat(64)}`));
    await machine.symlink(`${store}/manifests/library.ollama.ai/library/dangling/1b`, "nowhere");
    await putOllamaModel(machine, `${store}/${MANIFEST}`, TINY);
    const { files, problems } = await find(machine);
    expect(files).toMatchObject([{ label: "qwen2.5:7b" }]);
    const parts = [
      "broken/1b is no",
      "empty/1b is no",
      "huge/1b cannot",
      "escape/1b names",
      "/sha256-cccc",
      "dangling/1b cannot",
    ];
    for (const part of parts) expect(problems.filter((problem) => problem.includes(part))).toHaveLength(1);
    expect(problems).toHaveLength(parts.length);
  });
});

describe("Hugging Face", () => {
  const hub = "Library/hub";
  const makeHub = (): Promise<MachineFixture> => makeMachine("darwin", (at) => ({ HF_HUB_CACHE: at(hub) }));

  test("of two commits the one that refs/main names wins; files that only the older has stay", async () => {
    await using machine = await makeHub();
    const [older, newer] = ["f".repeat(40), COMMIT];
    for (const commit of [older, newer])
      await putHuggingFaceModel(machine, `${hub}/models--o--r/snapshots/${commit}`, "both.gguf", TINY);
    await putHuggingFaceModel(machine, `${hub}/models--o--r/snapshots/${older}`, "Q8/only.gguf", TINY);
    await machine.write(`${hub}/models--o--r/refs/main`, `${newer}\n`);
    const found = await find(machine);
    expect(found.files.map(({ path }) => short(machine, path)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      `${hub}/models--o--r/snapshots/${newer}/both.gguf`,
      `${hub}/models--o--r/snapshots/${older}/Q8/only.gguf`,
    ]);
    expect(found.problems).toEqual([]);
  });

  test("a link whose blob was deleted is told", async () => {
    await using machine = await makeHub();
    const link = await machine.symlink(`${hub}/models--o--r/snapshots/${COMMIT}/x.gguf`, "../../blobs/gone");
    expect(await find(machine)).toMatchObject({
      files: [],
      problems: [`${link} cannot be read: it is not there.`],
    });
  });
});
