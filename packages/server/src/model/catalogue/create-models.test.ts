import { rm, writeFile } from "node:fs/promises";
import type { ModelInfo } from "@nomous/protocol";
import { createFakeModelServer, describeTinyGguf, FakeClock, makeTinyGguf, writeGguf } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { EngineError } from "../../engine/engine.ts";
import { chooseRoute } from "../../engine/router.ts";
import { type MachineFixture, makeMachine } from "../machine-fixture.ts";
import { ModelError, type Models } from "../models.ts";
import { makeModels } from "./models-fixture.ts";

const TINY = makeTinyGguf({ dim: 32, layers: 1 }).file;

function embedder(): Buffer {
  const description = describeTinyGguf({ dim: 32, layers: 1 });
  description.keys.set("llama.pooling_type", { type: "u32", value: 1 });
  return writeGguf(description);
}

const machineWith = async (files: Readonly<Record<string, Uint8Array>>): Promise<MachineFixture> => {
  const machine = await makeMachine("darwin");
  for (const [path, content] of Object.entries(files)) await machine.write(path, content);
  return machine;
};

async function model(models: Models, name: string): Promise<ModelInfo> {
  const list = (await models.list(false)).models;
  const found = list.find((info) => info.path?.endsWith(name) === true || info.name === name);
  if (found === undefined) throw new Error(`${name} is not among ${list.map((info) => info.name).join(", ")}`);
  return found;
}

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) =>
      error instanceof ModelError ? `${error.code}: ${error.message}` : `unexpected: ${String(error)}`,
  );

describe("the list", () => {
  test("has files and the models of servers, with what is known of them", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    const clock = new FakeClock();
    const server = await createFakeModelServer(clock, {
      flavour: "Ollama",
      models: [{ name: "qwen2.5:7b", parameters: 7.6e9, quantisation: "Q4_K_M", isLoaded: true }],
    });
    await using fixture = makeModels(machine, clock, { ollama: server.port });
    const list = await fixture.models.list(false);
    await server.close();
    expect(list.models).toMatchObject([
      {
        id: `server/127.0.0.1:${server.port}/qwen2.5:7b`,
        name: "qwen2.5:7b",
        source: `Ollama at 127.0.0.1:${server.port}`,
        runtime: "server",
        state: "loaded",
        owner: "tool",
        isAdded: false,
      },
      {
        name: "Nomous tiny test model F16",
        source: "models/ of this workspace",
        runtime: "llama",
        kind: "chat",
        path: machine.at("harbor/models/a.gguf"),
        owner: "person",
        architecture: "llama",
        state: "ready",
        contextTokens: 2_048,
        memory: { contextTokens: 2_048, slots: 4 },
        isDefault: false,
      },
    ]);
    expect(list.memory).toEqual({ totalBytes: 32e9, freeBytes: 16e9 });
    expect(list.searched).toContainEqual({ source: "Ollama", place: `http://127.0.0.1:${server.port}/v1`, found: 1 });
    expect(list.searched).toContainEqual({ source: "model server", place: "http://127.0.0.1:9/v1", found: 0 });
  });

  test("comes from memory until it is old or somebody looks again; then its revision tells", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    const clock = new FakeClock();
    await using fixture = makeModels(machine, clock);
    const { models } = fixture;
    const first = await models.list(false);
    await machine.write("harbor/models/b.gguf", TINY);
    expect((await models.list(false)).models).toHaveLength(1);
    const refreshed = await models.list(true);
    expect(refreshed.models).toHaveLength(2);
    expect(refreshed.revision).toBeGreaterThan(first.revision);
    expect((await models.list(true)).revision).toBe(refreshed.revision);

    await machine.write("harbor/models/c.gguf", TINY);
    await clock.advance(31_000);
    const told = new Promise<void>((resolve) => void models.watch(resolve));
    expect((await models.list(false)).models).toHaveLength(2);
    await told;
    expect((await models.list(false)).models).toHaveLength(3);
  });

  test("a file that goes, a server that goes and one that comes back change it; nothing fails", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    const clock = new FakeClock();
    const options = { flavour: "llama-server", models: [{ name: "served" }] } as const;
    const server = await createFakeModelServer(clock, options);
    await using fixture = makeModels(machine, clock);
    const { models } = fixture;
    await models.add({ target: server.url });
    const file = await model(models, "a.gguf");
    expect((await models.list(false)).models).toHaveLength(2);
    await server.close();
    await rm(machine.at("harbor/models/a.gguf"));
    expect((await models.list(true)).models).toMatchObject([
      { runtime: "server", state: "away", isAdded: true, url: server.url, why: expect.any(String) as unknown },
    ]);
    expect(models.chat(file.id)).toBeUndefined();
    expect(await messageOf(models.load(file.id))).toMatch(/^not-found: /);
    const back = await createFakeModelServer(clock, { ...options, port: server.port });
    expect((await models.list(true)).models).toMatchObject([{ name: "served", state: "loaded" }]);
    await back.close();
  });

  test("tells a broken machine's list as a problem, and what it said before holds", async () => {
    await using machine = await machineWith({ "more/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    await fixture.models.add({ target: machine.at("more") });
    await writeFile(fixture.config.path, "{");
    const { models, problems } = await fixture.models.list(true);
    expect(problems).toEqual([
      expect.stringContaining(`${fixture.config.path} cannot be read: it is no JSON at line 1`),
    ]);
    expect(models).toMatchObject([{ isAdded: true }]);
    expect(await messageOf(fixture.models.use(null))).toMatch(/^unavailable: .*Mend it/);
    await writeFile(fixture.config.path, '{"version": 1, "files": ["models/a.gguf"]}');
    expect((await fixture.models.list(true)).problems).toEqual([
      `${fixture.config.path} names models/a.gguf, which is no absolute path.`,
    ]);
  });

  test("whoever looks while others look sees the same", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const lists = await Promise.all(Array.from({ length: 20 }, (_, i) => fixture.models.list(i % 2 === 0)));
    expect(lists.map(({ models }) => models.length)).toEqual(Array<number>(20).fill(1));
    expect(new Set(lists.map(({ revision }) => revision)).size).toBeLessThanOrEqual(2);
  });
});

describe("candidates", () => {
  test("what does not fit memory, is broken or only embeds has an obstacle with a remedy", async () => {
    await using machine = await machineWith({
      "harbor/models/good.gguf": TINY,
      "harbor/models/torn.gguf": TINY.subarray(0, 9_000),
      "harbor/models/embed.gguf": embedder(),
    });
    await using fixture = makeModels(machine, new FakeClock());
    const [good, torn, embed] = await Promise.all(
      ["good.gguf", "torn.gguf", "embed.gguf"].map((name) => model(fixture.models, name)),
    );
    const candidate = async (info: ModelInfo | undefined) =>
      (await fixture.models.candidates()).find(({ id }) => id === info?.id);
    expect(await candidate(good)).toMatchObject({ merit: expect.stringMatching(/^because /) as unknown });
    expect(await candidate(good)).not.toHaveProperty("obstacle");
    expect(await candidate(torn)).toMatchObject({
      obstacle: { reason: expect.stringMatching(/^cannot be run: /) as unknown, remedy: expect.any(String) as unknown },
    });
    expect(await candidate(embed)).toMatchObject({ obstacle: { reason: "makes vectors of texts and does not chat" } });
    expect(await candidate(embed)).not.toHaveProperty("merit");
    fixture.freeBytes = 1e6;
    expect(await candidate(good)).toMatchObject({
      obstacle: { reason: expect.stringMatching(/^needs 0\.\d GB, 0\.0 GB are free$/) as unknown },
    });
  });

  test("a model in memory is not too large for it", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { id } = await model(fixture.models, "a.gguf");
    await fixture.models.load(id);
    fixture.freeBytes = 0;
    expect(await fixture.models.candidates()).toEqual([
      { id, name: "Nomous tiny test model F16", kind: "model", merit: "because it is loaded" },
    ]);
  });

  test("a crash is told, keeps its place, and is forgiven by a person or by replacing the file", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { models, crashes } = fixture;
    const { id } = await model(models, "a.gguf");
    const crash = { at: 0, during: "load", how: "the process was killed by SIGABRT", lastWords: "" } as const;
    await crashes.mark(id, crash);
    expect(await model(models, "a.gguf")).toMatchObject({ state: "crashed", crash: { count: 1 } });
    const route = chooseRoute(await models.candidates(), []);
    expect(route).toBeUndefined();
    expect(await models.candidates()).toMatchObject([
      { merit: expect.any(String) as unknown, obstacle: { reason: expect.stringContaining("crashed") as unknown } },
    ]);
    const before = models.state().revision;
    await models.forgive(id);
    expect(models.state().revision).toBeGreaterThan(before);
    expect(await model(models, "a.gguf")).toMatchObject({ state: "ready" });

    await crashes.mark(id, crash);
    await machine.write("harbor/models/a.gguf", makeTinyGguf({ dim: 64, layers: 1 }).file);
    await models.list(true);
    expect(await model(models, "a.gguf")).toMatchObject({ id, state: "ready" });
  });

  test("a server that sends text elsewhere is there, and never chosen by itself", async () => {
    await using machine = await machineWith({});
    const clock = new FakeClock();
    await using fixture = makeModels(machine, clock);
    await machine.write(
      "Library/Application Support/nomous/models.json",
      JSON.stringify({ version: 1, servers: [{ url: "http://[::ffff:127.0.0.1]:9/v1" }] }),
    );
    const [candidate] = await fixture.models.candidates();
    expect(candidate).toMatchObject({
      leavesTo: expect.any(String) as unknown,
      obstacle: expect.anything() as unknown,
    });
    expect(candidate).not.toHaveProperty("merit");
  });
});

describe("wishes", () => {
  test("a model is meant by its id, its path, a link to it, its name or its file's name", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY, "elsewhere/mine.gguf": TINY });
    await machine.symlink("link.gguf", "harbor/models/a.gguf");
    await using fixture = makeModels(machine, new FakeClock());
    const { models } = fixture;
    const { id, path = "" } = await model(models, "a.gguf");
    for (const name of [id, path, "A.gguf", "a", "nomous TINY test model f16", machine.at("link.gguf")])
      expect(await models.find(name)).toBe(id);
    const mine = await models.find(machine.at("elsewhere/mine.gguf"));
    expect(mine).toBe((await model(models, "mine.gguf")).id);
    expect(await model(models, "mine.gguf")).toMatchObject({ source: "named by its path", isAdded: false });
    expect((await models.list(true)).models).toHaveLength(2);
  });

  test("a wish for what is not there is refused with a reason, so that another engine can answer", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { models } = fixture;
    const wishes = await Promise.all(
      ["llama9:900b", machine.at("gone.gguf")].map(async (name) => ({
        engine: (await models.find(name)) ?? "",
        reason: "because --model names it",
      })),
    );
    const { id } = await model(models, "a.gguf");
    expect(chooseRoute(await models.candidates(), wishes)).toMatchObject({
      engine: id,
      refused: [
        {
          name: "llama9:900b",
          reason: "is not among the models of this machine now",
          remedy: expect.any(String) as unknown,
        },
        { name: "gone", reason: expect.stringContaining("does not exist") as unknown },
      ],
    });
  });

  test("the machine's choice stands in the list, holds at once, and may be away", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY, "harbor/models/embed.gguf": embedder() });
    await using fixture = makeModels(machine, new FakeClock());
    const { models, config } = fixture;
    const { id } = await model(models, "a.gguf");
    expect(await models.defaultModel()).toBeUndefined();
    await models.use(id);
    expect(await models.defaultModel()).toBe(id);
    expect(await model(models, "a.gguf")).toMatchObject({ isDefault: true });
    expect(await messageOf(models.use("llama/nothing"))).toMatch(/^not-found: /);
    expect(await messageOf(models.use((await model(models, "embed.gguf")).id))).toMatch(/^invalid: .*does not chat/);
    config.use("server/127.0.0.1:1/away");
    const wish = await models.defaultModel();
    expect((await models.candidates()).find((candidate) => candidate.id === wish)).toMatchObject({
      name: "server/127.0.0.1:1/away",
      obstacle: expect.anything() as unknown,
    });
    await models.use(null);
    expect(await models.defaultModel()).toBeUndefined();
  });
});

describe("what a person does", () => {
  test("files, folders and servers are added and taken off; files stay where they are", async () => {
    await using machine = await machineWith({ "more/a.gguf": TINY, "more/b.gguf": TINY, "harbor/models/c.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { models, config } = fixture;
    await models.add({ target: machine.at("more/a.gguf") });
    await models.add({ target: machine.at("more") });
    const isAdded = async () => (await models.list(false)).models.map((info) => [info.path?.slice(-6), info.isAdded]);
    expect(await isAdded()).toEqual([
      ["a.gguf", true],
      ["b.gguf", true],
      ["c.gguf", false],
    ]);
    await models.remove((await model(models, "a.gguf")).id);
    expect(await isAdded()).toEqual([["c.gguf", false]]);
    expect(config.read().files).toEqual([]);
    expect(await messageOf(models.remove((await model(models, "c.gguf")).id))).toMatch(
      /^invalid: .*not on the machine's list\. It was found here: models\/ of this workspace/,
    );
    expect(await messageOf(models.remove("llama/gone"))).toBe("done");
    await models.add({ target: "http://127.0.0.1:9" });
    const away = (await models.list(false)).models.find(({ runtime }) => runtime === "server");
    await models.remove(away?.id ?? "");
    expect(config.read().servers).toEqual([]);
  });

  test("what is taken off the list is the machine's choice no more; what stays, stays chosen", async () => {
    await using machine = await machineWith({ "more/a.gguf": TINY, "harbor/models/c.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { models } = fixture;
    await models.add({ target: machine.at("more/a.gguf") });
    const { id } = await model(models, "a.gguf");
    await models.use(id);
    await models.remove(id);
    expect(await models.defaultModel()).toBeUndefined();

    await models.add({ target: machine.at("more/a.gguf") });
    const { id: kept } = await model(models, "c.gguf");
    await models.use(kept);
    await models.remove(id);
    expect(await models.defaultModel()).toBe(kept);
  });

  test("loading says why it cannot be done", async () => {
    await using machine = await machineWith({
      "harbor/models/a.gguf": TINY,
      "harbor/models/torn.gguf": TINY.subarray(0, 9_000),
    });
    const clock = new FakeClock();
    const server = await createFakeModelServer(clock, { flavour: "Ollama", models: [{ name: "qwen" }] });
    await using fixture = makeModels(machine, clock, { ollama: server.port });
    const { models, llama } = fixture;
    const [a, torn, served] = await Promise.all(["a.gguf", "torn.gguf", "qwen"].map((name) => model(models, name)));
    await server.close();
    expect(await messageOf(models.load(served?.id ?? ""))).toBe(
      "invalid: Ollama loads qwen itself, when it is asked something.",
    );
    expect(await messageOf(models.load(torn?.id ?? ""))).toMatch(/^invalid: .*torn\.gguf cannot be run\. /);
    expect(await messageOf(models.load("llama/nothing"))).toMatch(/^not-found: /);
    llama.failure = new EngineError("a needs 9 GB, 1 GB is free.");
    expect(await messageOf(models.load(a?.id ?? ""))).toBe("unavailable: a needs 9 GB, 1 GB is free.");
    llama.failure = undefined;
    await models.load(a?.id ?? "");
    expect(models.state().runs).toMatchObject([{ model: a?.id, state: "loaded" }]);
    await models.unload(a?.id ?? "");
    expect(models.state().runs).toEqual([]);
  });

  test("vectors come from embedding models only, answers from the others only", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY, "harbor/models/embed.gguf": embedder() });
    await using fixture = makeModels(machine, new FakeClock());
    const { models } = fixture;
    const [chat, embed] = await Promise.all(["a.gguf", "embed.gguf"].map((name) => model(models, name)));
    expect((await models.embedding(embed?.id ?? "")).id).toBe(embed?.id);
    expect(await messageOf(models.embedding(chat?.id ?? ""))).toMatch(/^invalid: .*makes no vectors/);
    expect(await messageOf(models.embedding("llama/nothing"))).toMatch(/^not-found: /);
    expect(models.chat(chat?.id ?? "")?.id).toBe(chat?.id);
    expect(models.chat(embed?.id ?? "")).toBeUndefined();
  });
});

describe("watching", () => {
  test("who watches is told at once, then ten times a second at most, and never after the end", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    const clock = new FakeClock();
    await using fixture = makeModels(machine, clock);
    const { models, llama } = fixture;
    const { id, name } = await model(models, "a.gguf");
    await clock.advance(1_000);
    const times: number[] = [];
    const start = clock.elapsed();
    const stop = models.watch(() => times.push(clock.elapsed() - start));
    for (let tick = 0; tick < 100; tick += 1) {
      llama.tell(id, name, "loading");
      await clock.advance(10);
    }
    expect(times).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
    stop();
    llama.touch();
    await clock.advance(1_000);
    expect(times).toHaveLength(11);
    llama.touch();
    await models.close();
    expect(llama).toMatchObject({ isClosed: true, watchers: 0 });
    clock.assertNoTimers();
  });

  test("the revision goes up when a model is loaded, not with each of its tokens", async () => {
    await using machine = await machineWith({ "harbor/models/a.gguf": TINY });
    await using fixture = makeModels(machine, new FakeClock());
    const { models, llama } = fixture;
    const { id, name } = await model(models, "a.gguf");
    const revisions = [models.state().revision];
    for (const state of ["loading", "loading", "loaded", "loaded"] as const) {
      llama.tell(id, name, state);
      revisions.push(models.state().revision);
    }
    const [first = 0] = revisions;
    expect(revisions.map((revision) => revision - first)).toEqual([0, 1, 1, 2, 2]);
  });
});
