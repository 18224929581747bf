// The server is no part of ours: node:http and the words of the OpenAI API. The file is run by the real llama.cpp.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { makeTinyGguf } from "@nomous/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createStillClock, measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { MODEL } from "./model-probe.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-model-"))));
afterAll(() => rmSync(folder, { recursive: true }));

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

interface Behaviour {
  /** Of each token. */
  readonly before?: () => void;
  readonly answer?: (prompt: string) => readonly string[];
  readonly models?: readonly string[];
}

const oneToken = (): readonly string[] => ["one"];
const fourTokens = (): readonly string[] => ["one", " two", " three", " four"];

/** Base of its API. */
async function serve({
  before = () => undefined,
  answer = fourTokens,
  models = ["foreign"],
}: Behaviour): Promise<string> {
  const server = createServer((request, response) => {
    const send = (chunk: object): void => void response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    const chat = async (): Promise<void> => {
      const { messages } = JSON.parse(await text(request)) as { messages: { content: string }[] };
      response.writeHead(200, { "content-type": "text/event-stream" });
      const tokens = answer(messages.at(-1)?.content ?? "");
      for (const content of tokens) {
        before();
        // A message of its own, as from a model that thinks between two.
        await setImmediate();
        send({ choices: [{ index: 0, delta: { content } }] });
      }
      send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: { completion_tokens: tokens.length } });
      response.end("data: [DONE]\n\n");
    };
    if (request.url === "/v1/chat/completions") void chat();
    else if (request.url === "/v1/models") response.end(JSON.stringify({ data: models.map((id) => ({ id })) }));
    else response.writeHead(404).end();
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const answer = (prompt: string): readonly string[] => (prompt === "json" ? ['{"age"', ": 3}"] : [" Pa", "ris\n"]);

function askWith(prompts: string): Promise<ProbeResult> {
  writeFileSync(join(folder, "wrong.jsonl"), prompts);
  return measure(MODEL, { model: "none", prompts: "wrong.jsonl" }, { cwd: folder });
}

test("a server that takes 10 % longer for a token is found to take 10 % longer", async () => {
  const clock = createStillClock();
  const measureSlow = async (ms: number): Promise<ProbeResult> => {
    const model = await serve({ answer: oneToken, before: () => clock.pass(ms) });
    return measure(MODEL, { model, questions: 3 }, { clock });
  };
  expect((await measureSlow(PLAIN_MS))["first-token"]).toEqual([20, 20, 20]);
  expect((await measureSlow(SLOW_MS))["first-token"]).toEqual([22, 22, 22]);
});

test("a server tells its time to the first token, the gaps and the rate of each answer", async () => {
  const result = await measure(MODEL, { model: await serve({}), questions: 3 });
  expect(samplesOf(result["first-token"])).toHaveLength(3);
  expect(samplesOf(result["between"])).toHaveLength(9);
  expect(samplesOf(result["rate"])).toHaveLength(3);
  expect(Object.keys(result)).not.toContain("memory");
});

test("each prompt of a set passes or fails by what is expected of its answer", async () => {
  const lines = [
    { id: "exact", prompt: "exact", expect: { exact: "Paris" } },
    { id: "exact-wrong", prompt: "exact", expect: { exact: "Rome" } },
    { id: "regex", prompt: "exact", expect: { regex: "^ ?P\\w+" } },
    {
      id: "schema",
      prompt: "json",
      expect: { schema: { type: "object", required: ["age"], properties: { age: { type: "integer" } } } },
    },
    {
      id: "schema-wrong",
      prompt: "json",
      expect: { schema: { type: "object", properties: { age: { type: "string" } } } },
    },
    { id: "schema-no-json", prompt: "exact", expect: { schema: { type: "object" } } },
    { id: "timed-only", prompt: "exact" },
  ];
  writeFileSync(join(folder, "set.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
  const result = await measure(MODEL, { model: await serve({ answer }), prompts: "set.jsonl" }, { cwd: folder });
  expect(result["prompts"]).toEqual({
    exact: true,
    "exact-wrong": false,
    regex: true,
    schema: true,
    "schema-wrong": false,
    "schema-no-json": false,
  });
});

test("a set that is wrong is told with its line before anything is asked", async () => {
  await expect(askWith('{"id":"a","prompt":"x"}\n{"id":"b"')).rejects.toThrow(/wrong\.jsonl:2 is no JSON/);
  await expect(askWith('{"id":"a"}')).rejects.toThrow(/wrong\.jsonl:1 is no prompt, prompt/);
  await expect(askWith('{"id":"a","prompt":"x","expect":{"regex":"("}}')).rejects.toThrow(
    /:1 expects what cannot be checked/,
  );
  await expect(askWith('{"id":"a","prompt":"x"}\n{"id":"a","prompt":"x"}')).rejects.toThrow(/the id "a" twice/);
  await expect(askWith("")).rejects.toThrow(/is empty/);
});

test("a file is loaded and asked in a process of its own, whose memory is told", async () => {
  writeFileSync(join(folder, "tiny.gguf"), makeTinyGguf({ phrase: "Hello from the tiny model" }).file);
  writeFileSync(join(folder, "hello.jsonl"), '{"id":"hello","prompt":"Hi","expect":{"regex":"^Hello from"}}');
  const given = { model: "tiny.gguf", prompts: "hello.jsonl", threads: 1, context: 512 };
  const result = await measure(MODEL, given, { cwd: folder });
  expect(result["prompts"]).toEqual({ hello: true });
  expect(result["load"]).toBeGreaterThan(0);
  expect(result["memory"]).toBeGreaterThan(20);
  expect(samplesOf(result["between"]).length).toBeGreaterThan(0);
});

test("a model that is dead, missing or one of several fails in one line that says what to do", async () => {
  const model = await serve({ models: ["a", "b"] });
  await expect(measure(MODEL, { model })).rejects.toThrow(/2 chat models: say which with --name: a, b/);
  await expect(measure(MODEL, { model, name: "c" })).rejects.toThrow(/no chat model c: it has a, b/);
  await expect(measure(MODEL, { model: "http://127.0.0.1:9/v1" })).rejects.toThrow(/127\.0\.0\.1:9\/v1 .*: Start it/);
  await expect(measure(MODEL, { model: "none.gguf" }, { cwd: folder })).rejects.toThrow(
    /none\.gguf cannot be used\. The file does not exist: give a GGUF file/,
  );
  writeFileSync(join(folder, "broken.gguf"), "no model");
  await expect(measure(MODEL, { model: "broken.gguf" }, { cwd: folder })).rejects.toThrow(
    /broken\.gguf cannot be used\. .*: give a GGUF file/,
  );
});
