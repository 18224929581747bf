import type { ChatScript } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { EngineError, EnginePart } from "../engine/engine.ts";
import { BEGUN, collect, HELLO, never, serveModel, textOf } from "./serve-model.contract.ts";

const pause = (ms: number): Promise<undefined> => new Promise((resolve) => void setTimeout(resolve, ms));

test("silence before the first byte is borne longer than silence in the middle", async () => {
  const { server, model, clock } = await serveModel();
  server.script({ steps: [...BEGUN, { type: "stall" }] }, { steps: [{ type: "stall" }] });
  const parts: EnginePart[] = [];
  let error: unknown;
  const run = async (): Promise<void> => {
    parts.length = 0;
    try {
      for await (const part of model.chat(HELLO, never)) parts.push(part);
    } catch (caught) {
      error = caught;
    }
  };
  const middle = run();
  while (textOf(parts) !== "It began") await clock.settle();
  await clock.advance(59_000);
  expect(error).toBeUndefined();
  await clock.advance(1_000);
  await middle;
  expect((error as EngineError).message).toContain("was silent for 60 s. See whether it still runs");
  expect(await server.requests.at(-1)?.ended).toBe("cancelled");
  error = undefined;
  const asked = server.requests.length;
  const first = run();
  while (server.requests.length === asked) await clock.settle();
  await clock.advance(60_000);
  expect(error).toBeUndefined();
  await clock.advance(240_000);
  await first;
  expect((error as EngineError).message).toContain("gave no answer within 300 s");
  clock.assertNoTimers();
});

test("keep-alives are signs of life", async () => {
  const { server, model, clock } = await serveModel();
  const alive = Array.from(
    { length: 3 },
    () =>
      [
        { type: "comment", text: "ping" },
        { type: "wait", ms: 60 },
      ] as const,
  ).flat();
  server.script({ steps: [...BEGUN, ...alive, { type: "finish", reason: "stop" }] });
  const chat = collect(model.chat(HELLO, never));
  // Never as much as a minute between two pings, more than that in all.
  while ((await Promise.race([chat, pause(1)])) === undefined) await clock.advance(500);
  const { parts, error } = await chat;
  expect([textOf(parts), error]).toEqual(["It began", undefined]);
});

test("stopping closes the connection at once and ends without an error, at every stage", async () => {
  const { server, model, clock } = await serveModel();
  const stages: readonly ChatScript[] = [
    { steps: [{ type: "stall" }] },
    { steps: [...BEGUN, { type: "stall" }] },
    { steps: [...BEGUN, { type: "raw", bytes: 'data: {"choices":[{"del' }, { type: "stall" }] },
  ];
  for (const [stage, script] of stages.entries()) {
    const abort = new AbortController();
    const asked = server.requests.length;
    server.script(script);
    const chat = collect(model.chat(HELLO, abort.signal));
    while (server.requests.length === asked) await clock.settle();
    await pause(30);
    abort.abort();
    const { parts, error } = await chat;
    expect([error, textOf(parts)]).toEqual([undefined, stage === 0 ? "" : "It began"]);
    expect(await server.requests.at(-1)?.ended).toBe("cancelled");
    clock.assertNoTimers();
  }
});

test("stopping before it is asked asks nothing", async () => {
  const { server, model } = await serveModel();
  const asked = server.requests.length;
  const signal = AbortSignal.abort();
  expect(await collect(model.chat(HELLO, signal))).toEqual({ parts: [] });
  expect(await collect(model.open(signal))).toEqual({ parts: [] });
  expect(server.requests).toHaveLength(asked);
});

test("a reader that leaves early closes the connection", async () => {
  const { server, model, clock } = await serveModel();
  server.script({ steps: [...BEGUN, { type: "stall" }] });
  for await (const part of model.chat(HELLO, never)) if (part.type === "text") break;
  expect(await server.requests.at(-1)?.ended).toBe("cancelled");
  clock.assertNoTimers();
});

test("a slow reader slows the server down instead of filling memory, and is not taken for a silent server", async () => {
  const { server, model, clock } = await serveModel();
  const event = `data: ${JSON.stringify({ choices: [{ delta: { content: "x".repeat(60_000) } }] })}\n\n`;
  let sent = 0;
  const count = (bytes: Buffer): Buffer[] => {
    sent += 1;
    return [bytes];
  };
  const steps = Array.from({ length: 2_000 }, () => ({ type: "raw", bytes: event }) as const);
  server.script({ steps: [...steps, { type: "finish", reason: "stop" }], cut: count });
  let got = 0;
  for await (const part of model.chat(HELLO, never)) {
    if (part.type !== "text") continue;
    got += 1;
    if (got !== 3) continue;
    let before = -1;
    while (sent !== before) {
      before = sent;
      await pause(150);
    }
    // What fits into the buffers of two sockets, not the 120 MB of the whole.
    expect(sent).toBeLessThan(400);
    await clock.advance(600_000);
  }
  expect(got).toBe(2_000);
});
