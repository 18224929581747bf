// Model servers that people run already, met by the real program: Ollama, LM Studio, llama-server and vLLM as their documents
// describe them. What they say arrives as it is, what goes wrong is told with its remedy, and no text goes anywhere else.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { type AnswerView, type Client, systemRuntime } from "@nomous/client";
import { type ChatScript, type ChatStep, createFakeModelServer, type FakeModelServer, lacks } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ask, models, prompt } from "../support/ask.ts";
import { Desk } from "../support/desk.ts";
import type { NetworkUse } from "../support/network-hook-process.ts";

const FLAVOURS = ["Ollama", "LM Studio", "llama-server", "vLLM"] as const;
type Flavour = (typeof FLAVOURS)[number];
const HOOK = new URL("../support/network-hook-process.ts", import.meta.url).href;
const QUESTION = "Where does the zanzibar relay listen?";
const SECRET = "quetzal-7731";

/** A server with one model, which is called as the server is. */
interface Stock {
  readonly flavour: Flavour;
  readonly model: string;
  /** The model's id. */
  readonly engine: string;
  /** "Ollama at 127.0.0.1:11434" */
  readonly place: string;
  readonly server: FakeModelServer;
}

let desk: Desk;
let client: Client;
let stocks: readonly Stock[];

beforeAll(async () => {
  desk = new Desk();
  const workspace = desk.portsFolder();
  writeFileSync(desk.path("network"), "");
  stocks = await Promise.all(FLAVOURS.map(startStock));
  const env = {
    NOMOUS_SERVERS: stocks.map(({ server }) => server.url).join(","),
    NETWORK_RECORD: desk.path("network"),
    NODE_OPTIONS: `--import=${HOOK}`,
  };
  ({ client } = await desk.connect(workspace, { env }));
  await models(client);
});
afterAll(async () => {
  await Promise.all(stocks.map(({ server }) => server.close()));
  await desk.end();
});

async function startStock(flavour: Flavour): Promise<Stock> {
  const model = flavour.toLowerCase().replace(" ", "-");
  const server = await createFakeModelServer(systemRuntime.clock, { flavour, models: [{ name: model }] });
  const address = `127.0.0.1:${server.port}`;
  return { flavour, model, engine: `server/${address}/${model}`, place: `${flavour} at ${address}`, server };
}

const askModel = (engine: string): Promise<AnswerView> =>
  ask(client, QUESTION, { settings: { retrieval: false, engine } });

const chats = ({ server }: Stock) => server.requests.filter(({ route }) => route === "POST /v1/chat/completions");
const containing = (text: string): string => expect.stringContaining(text) as string;

const text = (...words: readonly string[]): ChatStep[] => words.map((word): ChatStep => ({ type: "text", text: word }));
const WHOLE: ChatScript = {
  steps: [
    { type: "comment", text: "keep-alive" },
    { type: "prefill", processed: 20, total: 40 },
    { type: "reasoning", text: "Which port? " },
    { type: "reasoning", text: "7070." },
    ...text("It listens", " on 7070 — ✓."),
    { type: "tool-call", index: 0, id: "call_1", name: "look_up", arguments: '{"na' },
    { type: "tool-call", index: 0, arguments: 'me":"relay"}' },
    { type: "finish", reason: "stop" },
    { type: "usage", promptTokens: 40, outputTokens: 9, cachedTokens: 8 },
    { type: "done" },
  ],
  // In the middle of characters too.
  cut: (bytes) => [bytes.subarray(0, 7), bytes.subarray(7, bytes.length - 3), bytes.subarray(bytes.length - 3)],
};

test("what each server says arrives: text, reasoning, calls and counts; and only it gets the question", async () => {
  for (const stock of stocks) {
    const { flavour, model, engine, server } = stock;
    server.script(WHOLE);
    const question = `${SECRET} ${flavour}?`;
    const answer = await ask(client, question, { settings: { engine, temperature: 0.5, maxTokens: 99 } });
    expect({ flavour, ...answer }).toMatchObject({
      flavour,
      end: { reason: "done" },
      text: "It listens on 7070 — ✓.",
      reasoning: "Which port? 7070.",
      calls: [{ index: 0, id: "call_1", name: "look_up", arguments: '{"name":"relay"}' }],
      route: { engine, name: model, reason: "because it was asked for", refused: [] },
      stats: { promptTokens: 40, outputTokens: 9 },
    });
    expect(chats(stock)[0]?.body).toMatchObject({ stream: true, temperature: 0.5, max_tokens: 99 });
    const heard = stocks.filter((other) =>
      other.server.requests.some(({ body }) => JSON.stringify(body ?? "").includes(question)),
    );
    expect(heard).toEqual([stock]);
  }
});

const BREAKS: readonly (readonly [what: string, step: ChatStep, message: RegExp])[] = [
  ["an error", { type: "error", message: "CUDA error: out of memory" }, /failed while it wrote|ended in the middle/],
  [
    "a half-closed stream",
    { type: "half-close" },
    /ended in the middle of the answer\. What came before is kept\. Ask again\./,
  ],
  ["a reset", { type: "reset" }, /ended in the middle of the answer/],
  ["nonsense", { type: "raw", bytes: "data: {no json\n\n" }, /sent something that is no part of an answer/],
  ["its own limit", { type: "finish", reason: "length" }, /stopped at its limit of tokens; the answer is not complete/],
];

test("an answer that breaks off keeps what came and says why, by each server; nobody else finishes it", async () => {
  for (const { flavour, engine, place, server } of stocks)
    for (const [what, step, message] of BREAKS) {
      server.script({ steps: [...text("It", " listens"), { type: "wait", ms: 20 }, step] });
      const answer = await askModel(engine);
      expect({ flavour, what, text: answer.text }).toEqual({ flavour, what, text: "It listens" });
      expect(answer.end).toMatchObject({ reason: "error", error: { code: "engine-failed" } });
      expect(answer.end?.error?.message).toMatch(message);
      expect(answer.end?.error?.message).toContain(place);
      expect(answer.route?.refused).toEqual([]);
    }
});

const LATER = "Ask again in a moment.";
const OBSTACLES: Readonly<Record<Flavour, readonly [script: ChatScript, reason: string, remedy: string]>> = {
  Ollama: [{ refuse: { status: 500, message: "no memory" } }, "failed (500): no memory", "Look at its log"],
  "LM Studio": [{ steps: [{ type: "half-close" }] }, "ended in the middle of the answer", "Ask again"],
  "llama-server": [{ refuse: { status: 503, message: "Loading model" } }, "is still loading its model", LATER],
  vLLM: [{ refuse: { status: 429, message: "slow down" } }, "takes no more requests now (429): slow down", LATER],
};

test("what goes wrong before the first word is an obstacle: the next model answers, and the person is told what to do", async () => {
  for (const { flavour, model, engine, place, server } of stocks) {
    const [script, reason, remedy] = OBSTACLES[flavour];
    server.script(script);
    const { text, end, route } = await askModel(engine);
    expect(end).toMatchObject({ reason: "done" });
    expect(text).toContain("You said: ");
    expect(route?.engine).not.toBe(engine);
    const refused = { engine, name: model, reason: `cannot answer: ${place} ${reason}`, remedy: containing(remedy) };
    expect(route?.refused).toEqual([refused]);
  }
});

test("Stop reaches a server that stalls before or in the middle of an answer, and the words stay", async () => {
  for (const stock of stocks)
    for (const words of [[], ["It", " listens"]]) {
      const count = chats(stock).length;
      stock.server.script({ steps: [...text(...words), { type: "stall" }] });
      const said = words.join("");
      let seen = "";
      const asked = await prompt(client, QUESTION, {
        settings: { retrieval: false, engine: stock.engine },
        seen: (view) => (seen = view.text),
      });
      await vi.waitFor(() => expect([chats(stock).length, seen]).toEqual([count + 1, said]), 10_000);
      await asked.stop();
      expect(await asked.ended).toMatchObject({ text: said, end: { reason: "cancelled" } });
      expect(await chats(stock).at(-1)?.ended).toBe("cancelled");
    }
});

test.skipIf(lacks(process.env["NOMOUS_LLAMA_ROUNDS"] !== undefined, "a minute: NOMOUS_LLAMA_ROUNDS"))(
  "a server that falls silent is left after a minute, and its words stay",
  async () => {
    const [stock] = stocks;
    stock?.server.script({ steps: [...text("It", " listens"), { type: "stall" }] });
    const answer = await askModel(stock?.engine ?? "");
    expect(answer).toMatchObject({ text: "It listens", end: { reason: "error" } });
    expect(answer.end?.error?.message).toContain("was silent for 60 s. See whether it still runs, then ask again.");
  },
  120_000,
);

const REMEDIES: Readonly<Record<Flavour, string>> = {
  Ollama: "`ollama pull ollama`",
  "LM Studio": "`lms get lm-studio`",
  "llama-server": "`llama-server -m llama-server`",
  vLLM: "vllm serve vllm",
};

test("a model that its server has no more is told with how each server fetches it", async () => {
  for (const { flavour, model, engine, place, server } of stocks) {
    await server.close();
    const { port } = server;
    const other = await createFakeModelServer(systemRuntime.clock, { flavour, port, models: [{ name: "another" }] });
    const answer = await askModel(engine);
    await other.close();
    expect(answer.end).toMatchObject({ reason: "done" });
    expect(answer.route?.refused[0]).toMatchObject({
      reason: containing(`cannot answer: ${place} does not have ${model}`),
      remedy: containing(REMEDIES[flavour]),
    });
  }
});

test("in all of this nothing but loopback was contacted", () => {
  const uses = readFileSync(desk.path("network"), "utf8").trim().split("\n");
  const addresses = uses.map((line) => (JSON.parse(line) as NetworkUse).address);
  expect(addresses.length).toBeGreaterThan(50);
  expect([...new Set(addresses)]).toEqual(["127.0.0.1"]);
});
