// Which model answers, met by the real program: the order of wishes, servers that come and go, need a key or are elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AnswerView, type Client, systemRuntime } from "@nomous/client";
import { createFakeModelServer, type FakeModelServer } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, models, prompt, type Question } from "../support/ask.ts";
import { type Connected, Desk, type ServeOptions } from "../support/desk.ts";

const QUESTION = "Where does the zanzibar relay listen?";
const SECRET = "quetzal-7731";

let desk: Desk;
let workspace: string;
let servers: FakeModelServer[];

beforeEach(() => {
  desk = new Desk();
  servers = [];
  workspace = desk.portsFolder();
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await desk.end();
});

async function stock(options: Parameters<typeof createFakeModelServer>[1]): Promise<FakeModelServer> {
  const server = await createFakeModelServer(systemRuntime.clock, options);
  servers.push(server);
  return server;
}

const idOf = ({ port }: FakeModelServer, name: string): string => `server/127.0.0.1:${port}/${name}`;

function serve(known: readonly FakeModelServer[], options: ServeOptions = {}): Promise<Connected> {
  const NOMOUS_SERVERS = known.map(({ url }) => url).join(",");
  return desk.connect(workspace, { ...options, env: { NOMOUS_SERVERS, ...options.env } });
}

const NO_SEARCH = { retrieval: false } as const;
const askModel = (client: Client, engine: string, question: Question = {}): Promise<AnswerView> =>
  ask(client, QUESTION, { ...question, settings: { ...NO_SEARCH, engine } });

const chats = ({ requests }: FakeModelServer) => requests.filter(({ route }) => route === "POST /v1/chat/completions");
const containing = (text: string): string => expect.stringContaining(text) as string;

test("a server that stops between two prompts is passed over with how to start it, and answers again when it is back", async () => {
  const first = await stock({ flavour: "Ollama", models: [{ name: "qwen2.5:7b" }] });
  const { client } = await serve([first]);
  const engine = idOf(first, "qwen2.5:7b");
  const settings = { ...NO_SEARCH, engine };
  const asked = await prompt(client, QUESTION, { settings });
  expect(await asked.ended).toMatchObject({ text: `You said: ${QUESTION}`, route: { engine } });
  const below = { conversation: asked.conversation, parent: asked.answer };

  await first.close();
  const place = `Ollama at 127.0.0.1:${first.port}`;
  const away = await ask(client, QUESTION, below);
  expect(away).toMatchObject({
    end: { reason: "done" },
    route: {
      engine: "workspace",
      refused: [{ engine, reason: `cannot answer: ${place} refuses connections`, remedy: "Start it: `ollama serve`." }],
    },
  });
  expect(away.text).toContain("7070");
  expect(await models(client)).toEqual([]);
  expect(await ask(client, QUESTION, below)).toMatchObject({
    route: { engine: "workspace", refused: [{ engine, reason: "is not on this machine any more" }] },
  });

  await stock({ flavour: "Ollama", models: [{ name: "llama3.2" }], port: first.port });
  const other = await ask(client, QUESTION, below);
  expect(other).toMatchObject({ end: { reason: "done" } });
  await servers.pop()?.close();
  await stock({ flavour: "Ollama", models: [{ name: "qwen2.5:7b" }], port: first.port });
  await models(client);
  expect(await ask(client, QUESTION, below)).toMatchObject({ text: containing("You said: "), route: { engine } });
});

test("a key that is missing or wrong is asked for by its variable, and is shown to nobody", async () => {
  const keyed = () => stock({ flavour: "vLLM", key: SECRET });
  const [unset, wrong] = [await keyed(), await keyed()];
  const first = await serve([], { env: { WRONG_KEY: "no-such-key" } });
  const add = (server: FakeModelServer, keyVariable: string) =>
    first.client.command("model.add", { target: server.origin, keyVariable }).result;
  expect(await add(unset, "RELAY_KEY")).toMatchObject({ status: "applied" });
  expect(await add(wrong, "WRONG_KEY")).toMatchObject({ status: "applied" });
  const troubles = [
    ["needs the key in RELAY_KEY, which is not set", "Set RELAY_KEY and start Nomous again."],
    ["refuses the key in WRONG_KEY", "Set WRONG_KEY and start Nomous again."],
  ] as const;
  const found = await models(first.client);
  for (const [reason, remedy] of troubles) {
    const model = found.find(({ why }) => why === reason);
    expect(model).toMatchObject({ state: "away", remedy });
    const { route } = await askModel(first.client, model?.id ?? "");
    expect(route?.engine).toBe("workspace");
    expect(route?.refused[0]).toMatchObject({ reason, remedy });
  }
  first.bridge.child.kill("SIGTERM");
  await first.bridge.result;

  const { bridge, client } = await serve([], { env: { RELAY_KEY: SECRET } });
  expect(await models(client)).toContainEqual(expect.objectContaining({ name: "tiny", state: "ready" }));
  expect((await askModel(client, idOf(unset, "tiny"))).text).toBe(`You said: ${QUESTION}`);
  bridge.child.kill("SIGTERM");
  await bridge.result;
  const kept = readdirSync(join(workspace, ".nomous"), { recursive: true, withFileTypes: true });
  for (const file of kept.filter((entry) => entry.isFile()))
    expect(readFileSync(join(file.parentPath, file.name)).includes(SECRET)).toBe(false);
  expect(
    JSON.stringify([bridge.said, readFileSync(desk.path("config", "nomous", "models.json"), "utf8")]),
  ).not.toContain(SECRET);
});

test("a server elsewhere answers only whoever asks for it, and then the answer says where the text goes", async () => {
  const server = await stock({ flavour: "llama-server" });
  // Another name for this machine that is no loopback address.
  const elsewhere = `http://0.0.0.0:${server.port}`;
  // It is not asked because it is named where only loopback may be.
  const { client } = await serve([], { env: { NOMOUS_SERVERS: `${elsewhere}/v1` } });
  expect(await models(client)).toEqual([]);
  expect(server.requests).toEqual([]);
  expect(await client.command("model.add", { target: elsewhere }).result).toMatchObject({ status: "applied" });
  const [model] = await models(client);
  expect(model).toMatchObject({ name: "tiny", leavesTo: "0.0.0.0", isAdded: true });
  const unasked = await ask(client, QUESTION);
  expect(unasked.route?.engine).toBe("workspace");
  expect(chats(server)).toEqual([]);
  const asked = await askModel(client, model?.id ?? "");
  expect(asked).toMatchObject({ text: `You said: ${QUESTION}`, route: { leavesTo: "0.0.0.0" } });
  const told = await desk.runWarm(["chat", "-w", workspace, "-m", "tiny", QUESTION]);
  expect(told).toMatchObject({ exit: 0, err: containing("text leaves this machine: 0.0.0.0") });
});

test("the order of wishes: prompt, conversation, --model, the machine's choice, NOMOUS_MODEL, what is found", async () => {
  const names = ["prompted", "conversed", "flagged", "chosen", "variable", "found"];
  const options = { flavour: "Ollama", models: names.map((name) => ({ name, isLoaded: name === "found" })) } as const;
  const server = await stock(options);
  const env = { NOMOUS_MODEL: "variable" };
  const reasons: string[] = [];
  const take = async ({ client }: { client: Client }, question: Question = {}) => {
    const asked = await prompt(client, QUESTION, question);
    const { route } = await asked.ended;
    reasons.push(`${route?.name} ${route?.reason}`);
    return { conversation: asked.conversation, parent: asked.answer };
  };
  const withEngine = (name: string) => ({ settings: { ...NO_SEARCH, engine: idOf(server, name) } });

  const flagged = await serve([server], { env, serveOptions: ["--model", "flagged"] });
  const use = (model: string | null) =>
    flagged.client.command("model.use", { model: model === null ? null : idOf(server, model) }).result;
  const conversation = await take(flagged, withEngine("conversed"));
  const prompted = await take(flagged, { ...conversation, ...withEngine("prompted") });
  await take(flagged, conversation);
  await take(flagged, { ...conversation, settings: NO_SEARCH });
  await use("chosen");
  await take(flagged);
  expect(reasons.splice(0)).toEqual([
    "conversed because it was asked for",
    "prompted because it was asked for",
    "conversed because it was asked for",
    "flagged because --model names it",
    "flagged because --model names it",
  ]);
  await take(flagged, prompted);
  expect(reasons.splice(0)).toEqual(["prompted because it was asked for"]);
  flagged.bridge.child.kill("SIGTERM");
  await flagged.bridge.result;

  const unflagged = await serve([server], { env });
  await take(unflagged);
  await unflagged.client.command("model.use", { model: null }).result;
  await take(unflagged);
  unflagged.bridge.child.kill("SIGTERM");
  await unflagged.bridge.result;

  // What was asked before is in memory there by now.
  const plain = await serve([await stock(options)]);
  await take(plain);
  expect(reasons).toEqual([
    "chosen because it is this machine's choice",
    "variable because NOMOUS_MODEL names it",
    "found because its server has it in memory",
  ]);
});
