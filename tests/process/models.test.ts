// Models as the users of the command line meet them: real processes, real llama.cpp on tiny files, a real server that cuts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import type { ModelList } from "@nomous/protocol";
import { createFakeModelServer, describeTinyGguf, lacks, makeTinyGguf, writeGguf } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Desk, type Result } from "../support/desk.ts";

const PHRASE = "Hello from the tiny local model.";
const { file: TINY } = makeTinyGguf({ phrase: PHRASE });

let desk: Desk;
let workspace: string;
let servers: Server[];

beforeEach(() => {
  desk = new Desk();
  servers = [];
  workspace = desk.portsFolder();
});
afterEach(async () => {
  await desk.end();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  }
});

const run = (...args: string[]): Promise<Result> => desk.runWarm([...args, "-w", workspace]);

async function list(): Promise<ModelList> {
  const { out, exit } = await run("models", "--json");
  expect(exit).toBe(0);
  return JSON.parse(out) as ModelList;
}

/** A file outside of the workspace, where nothing looks by itself. */
function tinyFile(name = "tiny.gguf", data: Buffer = TINY): string {
  const path = desk.path(name);
  writeFileSync(path, data);
  return path;
}

async function serveFile(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/org/repo/resolve/main/pulled.gguf`;
}

test("without a model the list says so, where was looked, how to get one, and who answers", async () => {
  const { exit, out } = await run("models");
  expect(exit).toBe(0);
  expect(out).toContain("No model is connected.");
  expect(out).toContain("nomous models pull URL");
  expect(out).toContain("→ workspace search (no model), because no model is connected");
  expect((await list()).models).toEqual([]);
});

test("a file that is added is listed, recites through the command line, and is taken off again", async () => {
  const path = tinyFile();
  expect(await run("models", "add", path)).toMatchObject({ exit: 0, out: expect.stringContaining(path) as string });
  const [model] = (await list()).models;
  expect(model).toMatchObject({ path, isAdded: true, owner: "person", state: "ready", kind: "chat" });

  const { exit, out, err } = await run("chat", "--json", "-m", "tiny", "--temperature", "0", "--no-retrieval", "Hi");
  expect({ exit, err }).toEqual({ exit: 0, err: expect.not.stringContaining("cannot") as string });
  const answer = JSON.parse(out) as Record<string, unknown>;
  expect(answer).toMatchObject({
    text: PHRASE,
    engine: model?.id,
    reason: "because it was asked for",
    end: "done",
    stats: { outputTokens: expect.any(Number) as number },
  });

  expect(await run("models", "rm", "tiny")).toMatchObject({
    exit: 0,
    err: expect.stringContaining(`The file stays: ${path}`) as string,
  });
  expect((await list()).models).toEqual([]);
  expect(existsSync(path)).toBe(true);
});

test("serve --model takes a file from where the person is, and answers with it where nobody asks for another", async () => {
  tinyFile();
  const bridge = desk.start(["serve", "--json", "-w", workspace, "--port", "0", "--model", "tiny.gguf"]);
  await bridge.saw("\n");
  const { exit, out } = await run("chat", "--json", "Hi");
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ text: PHRASE, reason: "because --model names it" });
  const other = JSON.parse((await run("chat", "--json", "-m", "workspace", "Hi")).out) as { engine: string };
  expect(other.engine).toBe("workspace");
});

test("npm start -- --model takes a file from where the person is too, and says who answers", async () => {
  tinyFile();
  const checkout = join(import.meta.dirname, "../..");
  const env = { INIT_CWD: desk.folder, npm_package_json: join(checkout, "package.json") };
  const running = desk.start(["start", "--port", "0", "-w", workspace, "--model", "tiny.gguf"], { cwd: checkout, env });
  await running.saw("Ctrl-C");
  await vi.waitFor(() => expect(running.said.err).toContain("because --model names it"), 30_000);
});

test("NOMOUS_MODEL names a model for every bridge, also for one that a command brings itself", async () => {
  const path = tinyFile();
  const env = { NOMOUS_MODEL: path };
  const { out } = await desk.runWarm(["chat", "--json", "-w", workspace, "Hi"], { env });
  expect(JSON.parse(out)).toMatchObject({ text: PHRASE, reason: "because NOMOUS_MODEL names it" });
  const gone = await desk.runWarm(["chat", "-w", workspace, "Hi"], { env: { NOMOUS_MODEL: "./gone.gguf" } });
  expect(gone).toMatchObject({ exit: 2, err: expect.stringContaining("which NOMOUS_MODEL names") as string });
});

test("a model that cannot answer is told with what to do, and the next engine answers", async () => {
  const path = tinyFile("big.gguf");
  await run("models", "add", path);
  expect(await run("models", "use", "big")).toMatchObject({ exit: 0 });
  writeFileSync(path, TINY.subarray(0, 1_000));
  const { exit, out, err } = await run("chat", "Where does the zanzibar relay listen?");
  expect(exit).toBe(0);
  expect(out).toContain("7070");
  expect(err).toMatch(/big|tiny/i);
  expect(err).toContain("workspace search (no model), because no model can answer now");
  expect(await run("models", "use", "--none")).toMatchObject({ exit: 0 });
});

test("a name that nobody has gets a suggestion, and what is no model is refused with the reason", async () => {
  await run("models", "add", tinyFile());
  const typo = await run("models", "load", "tinny");
  expect(typo).toMatchObject({ exit: 4, err: expect.stringContaining("Did you mean") as string });
  expect(await run("chat", "-m", "nobody", "Hi")).toMatchObject({ exit: 4, out: "" });
  const page = await run("models", "add", join(workspace, "ports.md"));
  expect(page).toMatchObject({ exit: 4, err: expect.stringContaining("ports.md") as string });
});

test("a model is loaded, unloaded and forgiven by name, in the bridge that runs", async () => {
  await run("models", "add", tinyFile());
  const bridge = await desk.serve(workspace);
  const loaded = await run("models", "load", "tiny", "--json");
  expect(loaded).toMatchObject({ exit: 0, err: "" });
  expect((await list()).models[0]?.state).toBe("loaded");
  expect(await run("models", "unload", "tiny")).toMatchObject({ exit: 0 });
  expect((await list()).models[0]?.state).toBe("ready");
  expect(await run("models", "forgive", "tiny")).toMatchObject({ exit: 0 });
  expect(bridge.child.exitCode).toBeNull();
});

test("vectors are printed as JSON, one for each text or each line of a pipe", async () => {
  const { keys, ...rest } = describeTinyGguf();
  keys.set("llama.pooling_type", { type: "u32", value: 1 });
  await run("models", "add", tinyFile("vectors.gguf", writeGguf({ ...rest, keys })));
  const given = await run("models", "embed", "vectors", "one", "two");
  expect(given.exit).toBe(0);
  const vectors = given.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as number[]);
  expect(vectors.map((vector) => Math.hypot(...vector))).toEqual([expect.closeTo(1, 3), expect.closeTo(1, 3)]);
  const piped = await desk.run(["models", "embed", "vectors", "--json", "-w", workspace], { input: "one\n\ntwo\n" });
  expect((JSON.parse(piped.out) as { vectors: number[][] }).vectors).toEqual(vectors);
  expect(await run("models", "embed", "vectors")).toMatchObject({ exit: 2 });
});

test("a server that a person adds is listed with its models, and answers", async () => {
  const server = await createFakeModelServer(systemRuntime.clock, { flavour: "llama-server" });
  try {
    expect(await run("models", "add", server.origin)).toMatchObject({ exit: 0 });
    const [model] = (await list()).models;
    expect(model).toMatchObject({ runtime: "server", isAdded: true });
    expect(await run("chat", "-m", model?.name ?? "", "Hi")).toMatchObject({ exit: 0 });
    expect(server.requests.map(({ route }) => route)).toContain("POST /v1/chat/completions");
    expect(await run("models", "rm", model?.name ?? "")).toMatchObject({ exit: 0 });
    expect((await list()).models).toEqual([]);
  } finally {
    await server.close();
  }
});

test("a pulled file is whole, answers, and is deleted only after a yes", async () => {
  const url = await serveFile((_, response) => {
    response.writeHead(200, { "content-length": TINY.length, etag: '"1"' }).end(TINY);
  });
  const pulled = await run("models", "pull", url);
  const path = desk.path("data", "nomous", "models", "pulled.gguf");
  expect(pulled).toMatchObject({ exit: 0, out: expect.stringContaining(path) as string });
  expect(pulled.err).toMatch(/^Fetching .*\n(\d+0 %, .*\n)*$/);
  expect(readFileSync(path).equals(TINY)).toBe(true);
  expect((await list()).models).toMatchObject([{ path, owner: "nomous" }]);
  expect(await run("chat", "-m", "pulled.gguf", "--temperature", "0", "Hi")).toMatchObject({ out: `${PHRASE}\n` });

  expect(await run("models", "pull", url)).toMatchObject({ exit: 1, err: expect.stringContaining("exists") as string });
  expect(await run("models", "rm", "pulled.gguf")).toMatchObject({
    exit: 2,
    err: expect.stringContaining("Say --yes") as string,
  });
  expect(await run("models", "rm", "pulled.gguf", "--yes")).toMatchObject({ exit: 0 });
  expect(existsSync(path)).toBe(false);
  expect((await list()).models).toEqual([]);
});

test("Ctrl-C keeps what was fetched, and the same command goes on with it", async () => {
  const ranges: (string | undefined)[] = [];
  const url = await serveFile((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    ranges.push(request.headers.range);
    const headers = { etag: '"1"', "content-length": TINY.length - from };
    if (from === 0) response.writeHead(200, headers).write(TINY.subarray(0, 100_000));
    else
      response
        .writeHead(206, { ...headers, "content-range": `bytes ${from}-${TINY.length - 1}/${TINY.length}` })
        .end(TINY.subarray(from));
  });
  const running = desk.start(["models", "pull", url]);
  const part = desk.path("data", "nomous", "models", "pulled.gguf.part", "file");
  await vi.waitFor(() => expect(readFileSync(part)).toHaveLength(100_000), 30_000);
  running.child.kill("SIGINT");
  expect(await running.result).toMatchObject({ exit: 130, err: expect.stringContaining("are kept") as string });
  expect(await desk.runWarm(["models", "pull", url])).toMatchObject({
    exit: 0,
    err: expect.stringContaining("Going on after 100.0 kB") as string,
  });
  expect(ranges).toEqual([undefined, "bytes=100000-"]);
  expect(readdirSync(desk.path("data", "nomous", "models"))).toEqual(["pulled.gguf"]);
});

test("a file that somebody else keeps is never deleted, and its owner is named", async () => {
  mkdirSync(join(workspace, "models"));
  const path = join(workspace, "models", "mine.gguf");
  writeFileSync(path, TINY);
  const own = await run("models", "rm", "mine.gguf", "--yes");
  expect(own).toMatchObject({ exit: 4, err: expect.stringContaining("is your own") as string });
  expect(own.err).toContain(path);

  const studio = desk.path("home", ".lmstudio", "models", "org", "repo");
  mkdirSync(studio, { recursive: true });
  writeFileSync(join(studio, "theirs.gguf"), TINY);
  const theirs = await run("models", "rm", "theirs.gguf", "--yes");
  expect(theirs).toMatchObject({ exit: 4, err: expect.stringContaining("LM Studio") as string });
  expect([path, join(studio, "theirs.gguf")].filter((file) => existsSync(file))).toHaveLength(2);
});

test.skipIf(lacks(process.platform === "linux" && process.arch === "x64", "Linux on x64, which has GPU builds"))(
  "a GPU build is fetched by npm into the data folder after a yes, and removed",
  async () => {
    const tools = desk.path("bin");
    mkdirSync(tools);
    const asked = desk.path("asked");
    writeFileSync(
      join(tools, "npm"),
      `#!/bin/sh\necho "$PWD $*" >> "${asked}"\nmkdir -p node_modules/@node-llama-cpp/linux-x64-vulkan\n` +
        `echo '{"version":"0.0.1"}' > node_modules/@node-llama-cpp/linux-x64-vulkan/package.json\n`,
      { mode: 0o755 },
    );
    const env = { PATH: [tools, process.env["PATH"]].join(delimiter) };
    const folder = desk.path("data", "nomous", "llama-gpu");
    expect(await desk.runWarm(["gpu", "install", "vulkan"], { env })).toMatchObject({ exit: 2 });
    expect(existsSync(asked)).toBe(false);
    expect(await desk.runWarm(["gpu", "install", "vulkan", "--yes"], { env })).toMatchObject({ exit: 0 });
    expect(readFileSync(asked, "utf8")).toMatch(
      new RegExp(`^${folder} install .*--ignore-scripts.* @node-llama-cpp/linux-x64-vulkan@[\\d.]+\n$`),
    );
    const { builds } = JSON.parse((await desk.runWarm(["gpu", "--json"])).out) as { builds: { installed?: string }[] };
    expect(builds.map(({ installed }) => installed)).toEqual(["0.0.1", undefined]);
    expect(await desk.runWarm(["gpu", "remove"])).toMatchObject({ exit: 0 });
    expect(existsSync(folder)).toBe(false);
  },
);
