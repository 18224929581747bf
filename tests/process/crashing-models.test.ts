// Models that take their process down, met by the real program: the bridge lives, whoever waits is told what happened and what
// to do, and the model stays marked until a person forgives it or puts another file in its place.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describeTinyGguf, lacks, makeTinyGguf, recital, withKeys, writeGguf } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, named, refusals } from "../support/ask.ts";
import { type Connected, Desk } from "../support/desk.ts";
import { childrenOf, isAlive } from "../support/process-tree.ts";

const PHRASE = "Hello from the tiny local model.";
const QUESTION = "Where does the zanzibar relay listen?";
const CERTAIN = { temperature: 0, retrieval: false } as const;
const isLinux = process.platform === "linux";

let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.portsFolder();
  mkdirSync(join(workspace, "models"));
});
afterEach(() => desk.end());

const serve = (): Promise<Connected> => desk.connect(workspace);
const containing = (text: string): string => expect.stringContaining(text) as string;

/** Nothing is wrong with its header, but its template nests too deep for the parser of llama.cpp. */
const DEADLY = writeGguf(
  withKeys(describeTinyGguf(), {
    "general.name": { type: "string", value: "Deadly" },
    "tokenizer.chat_template": { type: "string", value: `{{ ${"(".repeat(20_000)}1${")".repeat(20_000)} }}` },
  }),
);

test.skipIf(lacks(isLinux, "Linux, to look at processes"))(
  "a model that kills its runtime is told with how to get it back, marked over a restart, and forgiven; a new file starts anew",
  async () => {
    writeFileSync(join(workspace, "models", "deadly.gguf"), DEADLY);
    const remedy = 'Load it again on the Models screen, or: nomous models forgive "Deadly F16"';
    const crashed = "crashed while it was loaded";
    const first = await serve();
    const deadly = await named(first.client, "deadly");
    const settings = { ...CERTAIN, engine: deadly.id };
    const answer = await ask(first.client, QUESTION, { settings });
    expect(answer).toMatchObject({ route: { engine: "workspace" }, end: { reason: "done" } });
    expect(answer.text).toContain("7070");
    expect(refusals(answer)).toEqual([{ name: "Deadly F16", reason: crashed, remedy }]);
    const crash = { during: "load", how: "the process was killed by SIGSEGV", count: 1 };
    expect(await named(first.client, "deadly")).toMatchObject({ state: "crashed", crash });
    expect(childrenOf(first.bridge.pid)).toEqual([]);
    first.bridge.child.kill("SIGKILL");
    await first.bridge.result;

    const { bridge, client } = await serve();
    expect(await named(client, "deadly")).toMatchObject({ state: "crashed", crash });
    const marked = await desk.runWarm(["chat", "-w", workspace, "-m", "deadly.gguf", QUESTION]);
    expect(marked).toMatchObject({ exit: 0, out: containing("7070") });
    expect(marked.err).toMatch(/^Deadly F16 crashed (just now|a minute ago) while it was loaded\. /);
    expect(marked.err).toContain(remedy);
    expect(childrenOf(bridge.pid)).toEqual([]);

    expect(await client.command("model.forgive", { model: deadly.id }).result).toMatchObject({ status: "applied" });
    expect(await named(client, "deadly")).toMatchObject({ state: "ready" });
    expect(refusals(await ask(client, QUESTION, { settings }))).toMatchObject([{ reason: crashed }]);
    expect(await named(client, "deadly")).toMatchObject({ state: "crashed" });

    writeFileSync(join(workspace, "models", "deadly.gguf"), makeTinyGguf({ phrase: PHRASE }).file);
    expect(await named(client, "deadly")).toMatchObject({ state: "ready" });
    expect(await ask(client, "Hi", { settings })).toMatchObject({ text: PHRASE, route: { refused: [] } });
    expect(childrenOf(bridge.pid)).toHaveLength(1);
  },
);

test.skipIf(lacks(isLinux, "Linux, to look at processes"))(
  "a process that is killed while it writes ends the answer with its words and the reason, and leaves nothing behind",
  async () => {
    // Long enough to be killed in the middle.
    writeFileSync(
      join(workspace, "models", "long.gguf"),
      makeTinyGguf({ phrase: recital(1_500), contextTokens: 8_192 }).file,
    );
    const { bridge, client } = await serve();
    const { id: engine, name } = await named(client, "long");
    let killed = 0;
    const answer = await ask(client, "Hi", {
      settings: { ...CERTAIN, engine },
      seen({ text }) {
        const [child] = childrenOf(bridge.pid);
        if (killed > 0 || text === "" || child === undefined) return;
        killed = child.pid;
        process.kill(killed, "SIGABRT");
      },
    });
    expect(answer.text).not.toBe("");
    expect(answer.end).toMatchObject({
      reason: "error",
      error: {
        code: "engine-failed",
        message:
          `${name} crashed while it wrote an answer: the process was killed by SIGABRT. Nomous itself is unharmed. ` +
          `Load it again on the Models screen, or: nomous models forgive "${name}"`,
      },
    });
    expect(isAlive(killed)).toBe(false);
    expect(childrenOf(bridge.pid)).toEqual([]);
    const next = await ask(client, QUESTION, { settings: { ...CERTAIN, engine } });
    expect(next.text).toContain("7070");

    // A person who loads it again need not say more, but has to let it rest for a second.
    const load = () => client.command("model.load", { model: engine }).result;
    await vi.waitFor(async () => expect(await load()).toMatchObject({ status: "applied" }), {
      timeout: 30_000,
      interval: 200,
    });
    expect(await named(client, "long")).toMatchObject({ state: "loaded" });
  },
);

test.skipIf(lacks(isLinux, "Linux, where a file can be cut while it is mapped"))(
  "a file that is cut while it is loaded ends its process at most, and the bridge answers on",
  async () => {
    writeFileSync(join(workspace, "models", "cut.gguf"), makeTinyGguf({ phrase: recital(800), dim: 512 }).file);
    const { bridge, client } = await serve();
    const { id: engine } = await named(client, "cut");
    const settings = { ...CERTAIN, engine, maxTokens: 5 };
    expect((await ask(client, "Hi", { settings })).end).toMatchObject({ reason: "done" });
    truncateSync(join(workspace, "models", "cut.gguf"), 4_096);
    const after = await ask(client, "Hi again, a longer prompt than before", { settings });
    expect(["done", "error"]).toContain(after.end?.reason);
    expect(after.end?.error?.message ?? "").toMatch(/^$|crashed while it .*SIGBUS/);
    expect(await named(client, "cut")).toMatchObject({ state: "unusable", why: containing("file") });
    const next = await ask(client, QUESTION, { settings });
    expect(next.text).toContain("7070");
    expect(refusals(next)).toMatchObject([{ reason: containing("cannot be run: ") }]);
    expect(bridge.child.exitCode).toBeNull();
  },
);
