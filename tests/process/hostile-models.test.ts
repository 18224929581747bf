// Model files that are broken, lie, vanish or kill what reads them, met by the real program: the bridge lives, another engine
// answers, and whoever asked is told which model could not, why, and what to do.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import type { ModelInfo } from "@nomous/client";
import {
  describeTinyGguf,
  type GgufTensor,
  type GgufValue,
  lacks,
  makeTinyGguf,
  withKeys,
  writeGguf,
} from "@nomous/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, models, named, prompt, refusals } from "../support/ask.ts";
import { type Connected, Desk, type ServeOptions } from "../support/desk.ts";
import { childrenOf } from "../support/process-tree.ts";

const PHRASE = "Hello from the tiny local model.";
const TINY = makeTinyGguf({ phrase: PHRASE }).file;
const OTHER_PHRASE = "Another file stands here now.";
const OTHER = makeTinyGguf({ phrase: OTHER_PHRASE }).file;
const QUESTION = "Where does the zanzibar relay listen?";
const CERTAIN = { temperature: 0, retrieval: false } as const;
const NOBODY = 65_534;
/** Each file is named by each option, not only some of them. */
const IS_LONG = process.env["NOMOUS_LLAMA_ROUNDS"] !== undefined;
const isLinux = process.platform === "linux";

let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.portsFolder();
  mkdirSync(join(workspace, "models"));
});
afterEach(() => desk.end());

const inModels = (name: string): string => join(workspace, "models", name);

const serve = (options?: ServeOptions): Promise<Connected> => desk.connect(workspace, options);

const u32 = (value: number): GgufValue => ({ type: "u32", value });
const tiny = describeTinyGguf();
const withLlamaKeys = (changes: Readonly<Record<string, GgufValue>>): Buffer => writeGguf(withKeys(tiny, changes));
const withTensor = (name: string, change: (tensor: GgufTensor) => GgufTensor): Buffer =>
  writeGguf({ ...tiny, tensors: tiny.tensors.map((tensor) => (tensor.name === name ? change(tensor) : tensor)) });

const AGAIN = "Download it again";
/** Name, content, why it cannot be run, and what to do. */
const BROKEN: readonly (readonly [name: string, file: Uint8Array, reason: string, remedy: string])[] = [
  ["truncated", TINY.subarray(0, 100_000), "bytes of the file are missing", AGAIN],
  ["cut-header", TINY.subarray(0, 3_000), "does not end before the file does", AGAIN],
  [
    "strange-format",
    withTensor("output.weight", (tensor) => ({ ...tensor, type: 4_242 })),
    "“output.weight” is in the format 4242, unknown to our llama.cpp",
    "Choose another file of this model",
  ],
  [
    "no-size",
    withTensor("output.weight", (tensor) => ({ ...tensor, dimensions: [0, 5] })),
    "“output.weight” has the impossible size 0 × 5",
    AGAIN,
  ],
  [
    "overflow",
    withTensor("output.weight", (tensor) => ({ ...tensor, dimensions: [2n ** 52n, 2n ** 52n] })),
    "“output.weight” has the impossible size",
    AGAIN,
  ],
  [
    "many-tensors",
    writeGguf({ ...tiny, tensorCount: 2n ** 63n }),
    "number of tensors, at byte 8, is impossibly large",
    AGAIN,
  ],
  ["many-keys", writeGguf({ ...tiny, keyCount: 4_000_000_000n }), "claims to have 4000000000 keys", AGAIN],
  ["headless", withLlamaKeys({ "llama.attention.head_count": u32(0) }), "“llama.attention.head_count” is 0", AGAIN],
  [
    "tokenizer",
    withLlamaKeys({ "tokenizer.ggml.token_type": { type: "array", of: "i32", value: [1, 2, 3] } }),
    "“tokenizer.ggml.token_type” is a list of 3, for",
    AGAIN,
  ],
  [
    "diary",
    Buffer.from("Dear diary, this is no model.\n"),
    "begins with “Dear” instead of “GGUF”",
    "Choose another file",
  ],
  ["picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "instead of “GGUF”", "Choose another file"],
  ["empty", Buffer.alloc(0), "the file is empty", "Choose another file"],
];

const containing = (text: string): string => expect.stringContaining(text) as string;
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;
const anyCase = (text: string): string => matching(new RegExp(text.replaceAll(/[.()×]/g, "."), "i"));

test("broken files that lie in models/ are listed with what is wrong, and whoever asks one gets the next model's answer", async () => {
  for (const [name, file] of BROKEN) writeFileSync(inModels(`${name}.gguf`), file);
  const { bridge, client } = await serve();
  const before = await models(client);
  for (const [name, , reason, remedy] of BROKEN)
    expect(before).toContainEqual(
      expect.objectContaining({ name, state: "unusable", why: anyCase(reason), remedy: containing(remedy) }),
    );

  const unasked = await ask(client, QUESTION);
  expect(unasked).toMatchObject({ route: { engine: "workspace", reason: "because no model can answer now" } });
  expect(unasked.text).toContain("7070");
  // A person wants to know why the best did not answer, not why each of hundreds did not.
  expect(refusals(unasked)).toHaveLength(3);

  writeFileSync(inModels("good.gguf"), TINY);
  const list = await models(client);
  for (const [name, , reason, remedy] of BROKEN) {
    const engine = list.find((model) => model.name === name)?.id ?? "";
    const answer = await ask(client, QUESTION, { settings: { ...CERTAIN, engine } });
    expect(answer).toMatchObject({ text: PHRASE, end: { reason: "done" } });
    expect(refusals(answer)).toEqual([{ name, reason: anyCase(reason), remedy: containing(remedy) }]);
    expect(refusals(answer)[0]?.reason).toMatch(/^cannot be run: /);
  }
  const state = JSON.parse((await desk.runWarm(["models", "--json", "-w", workspace])).out) as { models: ModelInfo[] };
  expect(state.models.map((model) => model.state).toSorted()).toEqual(["loaded", ...BROKEN.map(() => "unusable")]);
  expect(bridge.child.exitCode).toBeNull();
});

test("broken files that --model and NOMOUS_MODEL name are passed over in that order, each with its reason", async () => {
  const paths = BROKEN.map(([name, file]) => {
    writeFileSync(desk.path(`${name}.gguf`), file);
    return desk.path(`${name}.gguf`);
  });
  const step = IS_LONG ? 2 : 6;
  for (let at = 0; at < BROKEN.length; at += step) {
    const env = { NOMOUS_MODEL: paths[at + 1] };
    const { bridge, client } = await serve({ serveOptions: ["--model", paths[at] ?? ""], env });
    const answer = await ask(client, QUESTION);
    expect(answer).toMatchObject({ route: { engine: "workspace" }, end: { reason: "done" } });
    expect(answer.text).toContain("7070");
    const told = BROKEN.slice(at, at + 2).map(([name, , reason, remedy]) => ({
      name,
      reason: anyCase(reason),
      remedy: containing(remedy),
    }));
    expect(refusals(answer)).toEqual(told);
    bridge.child.kill("SIGTERM");
    expect(await bridge.result).toMatchObject({ exit: 0 });
  }
});

function layTraps(path: (name: string) => string): void {
  mkdirSync(path("folder.gguf"));
  execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", path("pipe.gguf")]);
  symlinkSync("circle.gguf", path("circle.gguf"));
  symlinkSync("nowhere.gguf", path("dangling.gguf"));
}

test.skipIf(lacks(process.platform !== "win32", "pipes and sockets that have a path"))(
  "what is no file is never opened: a folder, a pipe, a socket and a link in a circle, by name and by chance",
  async () => {
    const socket = createServer();
    layTraps(inModels);
    layTraps((name) => desk.path(name));
    await new Promise<void>((resolve) => void socket.listen(desk.path("socket.gguf"), resolve));
    const { client } = await serve({
      serveOptions: ["--model", desk.path("pipe.gguf")],
      env: { NOMOUS_MODEL: desk.path("socket.gguf") },
    });
    const list = await client.ask("models.list", { refresh: true });
    expect(list.models.map(({ name, state }) => [name, state])).toEqual([
      ["pipe", "unusable"],
      ["socket", "unusable"],
    ]);
    expect(list.problems.toSorted()).toEqual([
      containing(`${inModels("circle.gguf")} cannot be read: its links go in a circle`),
      containing(`${inModels("dangling.gguf")} cannot be read: it is not there`),
    ]);
    const answer = await ask(client, QUESTION);
    expect(refusals(answer)).toEqual([
      { name: "pipe", reason: containing("there is no file, but a folder or a device"), remedy: containing(".") },
      { name: "socket", reason: containing("cannot be run: "), remedy: containing(".") },
    ]);
    expect(answer.text).toContain("7070");
    socket.close();

    const folder = await desk.runWarm(["chat", "-w", workspace, "-m", desk.path("folder.gguf"), QUESTION]);
    expect(folder).toMatchObject({ exit: 4, out: "" });
    const circle = desk.path("circle.gguf");
    expect(await desk.runWarm(["serve", "-w", desk.folder, "--port", "0", "--model", circle])).toMatchObject({
      exit: 2,
      err: containing(`There is no file ${circle}, which --model names.`),
    });
  },
);

test.skipIf(lacks(process.getuid?.() === 0 && isLinux, "root on Linux, to become somebody who may not read a file"))(
  "a file that may not be read is listed with that, and is no obstacle for the others",
  async () => {
    for (const name of ["secret.gguf", "good.gguf"]) writeFileSync(inModels(name), TINY);
    chmodSync(inModels("secret.gguf"), 0o000);
    chmodSync(desk.folder, 0o755);
    chownSync(workspace, NOBODY, NOBODY);
    mkdirSync(desk.path("home"));
    for (const folder of ["home", "state", "config", "data", "cache"]) {
      mkdirSync(desk.path(folder), { recursive: true });
      chownSync(desk.path(folder), NOBODY, NOBODY);
    }
    const { client } = await serve({ uid: NOBODY });
    const secret = await named(client, "secret");
    expect(secret).toMatchObject({ state: "unusable", why: "The file cannot be read: permission denied." });
    const answer = await ask(client, QUESTION, { settings: { ...CERTAIN, engine: secret.id } });
    expect(answer.text).toBe(PHRASE);
    expect(refusals(answer)).toEqual([
      {
        name: "secret",
        reason: "cannot be run: the file cannot be read: permission denied",
        remedy: containing("your user may read"),
      },
    ]);
  },
);

test("a file that llama.cpp refuses, or that goes or changes before it is loaded, is told so, and the next model answers", async () => {
  writeFileSync(inModels("good.gguf"), OTHER);
  writeFileSync(inModels("fickle.gguf"), TINY);
  // Nothing that a header contradicts, and still not what llama.cpp wants; what it quotes must not steer a terminal.
  const tokenizer = { type: "string", value: "\u001B[2Jodd" } as const;
  writeFileSync(inModels("odd.gguf"), withLlamaKeys({ "tokenizer.ggml.model": tokenizer }));
  const { client } = await serve();
  const odd = await named(client, "odd");
  const refused = await ask(client, QUESTION, { settings: { ...CERTAIN, engine: odd.id } });
  expect(refused).toMatchObject({ text: OTHER_PHRASE, end: { reason: "done" } });
  expect(refusals(refused)).toEqual([
    {
      name: odd.name,
      reason: "could not be loaded: error loading model vocabulary: unknown tokenizer: ' [2Jodd'",
      remedy: "Choose another file of this model, or use another model.",
    },
  ]);
  const { id: engine, name } = await named(client, "fickle");
  const askFickle = () => ask(client, QUESTION, { settings: { ...CERTAIN, engine } });

  // As long as before: only its time tells.
  writeFileSync(inModels("fickle.gguf"), Buffer.alloc(TINY.length, "no model "));
  const changed = await askFickle();
  expect(changed).toMatchObject({ text: OTHER_PHRASE, end: { reason: "done" } });
  expect(refusals(changed)).toEqual([
    { name, reason: "was changed after it was looked at", remedy: containing("Look for models again") },
  ]);

  rmSync(inModels("fickle.gguf"));
  const gone = await askFickle();
  expect(gone).toMatchObject({ text: OTHER_PHRASE, end: { reason: "done" } });
  expect(refusals(gone)).toEqual([
    { name, reason: "was removed from its folder", remedy: containing("Put the file back") },
  ]);
  await models(client);
  await expect(askFickle()).rejects.toThrow(/does not exist here/);
});

test.skipIf(lacks(isLinux, "Linux, where a file can be removed while it is open"))(
  "a file that goes while it is loaded still answers; one that is replaced answers with its new content",
  async () => {
    const path = inModels("tiny.gguf");
    writeFileSync(path, TINY);
    const { client } = await serve();
    const { id: engine } = await named(client, "tiny");
    const settings = { ...CERTAIN, engine };
    const first = await prompt(client, "Hi", { settings });
    expect((await first.ended).text).toBe(PHRASE);

    rmSync(path);
    const again = await ask(client, "Again", { conversation: first.conversation, parent: first.answer, settings });
    expect(again).toMatchObject({ text: PHRASE, end: { reason: "done" } });
    expect(await models(client)).toEqual([]);
    const gone = await ask(client, QUESTION, { conversation: first.conversation, parent: first.answer });
    expect(gone).toMatchObject({ route: { engine: "workspace" } });
    expect(refusals(gone)).toEqual([
      { name: engine, reason: "is not on this machine any more", remedy: containing("Choose another model") },
    ]);

    writeFileSync(`${path}.new`, OTHER);
    renameSync(`${path}.new`, path);
    await models(client);
    expect(await ask(client, "Hi", { settings })).toMatchObject({ text: OTHER_PHRASE });
  },
);

test("what a header claims is weighed before a load: neither memory nor disk is taken", async () => {
  const path = desk.path("giant.gguf");
  const giant = writeGguf({
    ...tiny,
    tensors: [
      ...tiny.tensors,
      { name: "giant.weight", dimensions: [2 ** 20, 2 ** 19], type: 1, data: new Uint8Array() },
    ],
  });
  writeFileSync(path, giant);
  truncateSync(path, giant.length + 2 ** 40);
  writeFileSync(desk.path("endless.gguf"), withLlamaKeys({ "llama.context_length": u32(2 ** 31) }));
  const { bridge, client } = await serve({
    serveOptions: ["--model", path],
    env: { NOMOUS_MODEL: desk.path("endless.gguf"), NOMOUS_CONTEXT: String(2 ** 31) },
  });
  const answer = await ask(client, QUESTION);
  expect(answer.text).toContain("7070");
  expect(refusals(answer)).toEqual([
    {
      name: containing("tiny"),
      reason: matching(/^needs 1\d{3}\.\d GB, \d+\.\d GB are free$/),
      remedy: containing("smaller model"),
    },
    { name: containing("tiny"), reason: matching(/^needs \d{3,}\.\d GB, /), remedy: containing(".") },
  ]);
  const { id } = await named(client, "giant");
  const load = await client.command("model.load", { model: id }).result;
  expect(load).toMatchObject({ status: "conflict", error: { message: containing("GB are free") } });
  expect(statSync(path).blocks * 512).toBeLessThan(2 * giant.length);
  expect(isLinux ? childrenOf(bridge.pid) : []).toEqual([]);
});
