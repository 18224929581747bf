import type { ConversationId, Route, TurnId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { answerWithFallback, type RoutedPart } from "./answer-with-fallback.ts";
import { type Engine, EngineError, type EnginePart, type EngineRequest } from "./engine.ts";
import type { Engines } from "./engines.ts";
import type { Candidate } from "./router.ts";

const request: EngineRequest = {
  conversation: "" as ConversationId,
  messages: [{ role: "person", turn: "" as TurnId, text: "Why?", attachments: [] }],
  settings: {},
  recall: async () => [],
};
const text = (value: string): EnginePart => ({ type: "text", text: value });
const load: EnginePart = { type: "progress", progress: { stage: "load", done: 1, total: 100 } };
const obstacle = { reason: "crashed while it was loaded", remedy: "Load it again." };

const engineOf = (id: string, generate: Engine["generate"]): Engine => ({
  id,
  name: `engine ${id}`,
  kind: "model",
  generate,
});
const candidate = ({ id, name, kind }: Engine): Candidate => ({ id, name, kind, merit: "because it is left" });
const enginesOf = (...all: Engine[]): Engines => ({
  offer: async () => ({ candidates: all.map(candidate), wishes: [] }),
  engine: (id) => all.find((engine) => engine.id === id),
});
const routeTo = (engine: string): Route => ({ engine, name: `engine ${engine}`, reason: "because", refused: [] });

async function take(engines: Engines, first: string, signal = new AbortController().signal): Promise<RoutedPart[]> {
  const parts: RoutedPart[] = [];
  for await (const part of answerWithFallback(engines, routeTo(first), [], request, signal)) parts.push(part);
  return parts;
}

const good = engineOf("good", async function* () {
  yield text("Because.");
});
const failing = (...before: EnginePart[]): Engine =>
  engineOf("bad", async function* () {
    yield* before;
    throw new EngineError("It crashed.", { obstacle });
  });

test("[A2] an engine that cannot answer is passed over, and the new route says which, why and what to do", async () => {
  expect(await take(enginesOf(failing(load), good), "bad")).toEqual([
    load,
    {
      type: "route",
      route: {
        engine: "good",
        name: "engine good",
        reason: "because it is left",
        refused: [{ engine: "bad", name: "engine bad", ...obstacle }],
      },
    },
    text("Because."),
  ]);
});

test("[A2] an engine that is gone since the prompt was decided is passed over too", async () => {
  const [route] = await take(enginesOf(good), "gone");
  expect(route).toMatchObject({
    route: { engine: "good", refused: [{ engine: "gone", reason: "is not there any more" }] },
  });
});

test("an engine that failed in the middle of its answer is not replaced", async () => {
  await expect(take(enginesOf(failing(text("Beca")), good), "bad")).rejects.toThrow("It crashed.");
});

test("an error that another engine would have too, an abort, and the last engine's error are told as they are", async () => {
  const hopeless = engineOf("bad", async function* () {
    yield load;
    throw new EngineError("The prompt does not fit.");
  });
  await expect(take(enginesOf(hopeless, good), "bad")).rejects.toThrow("does not fit");
  await expect(take(enginesOf(failing(), good), "bad", AbortSignal.abort())).rejects.toThrow("It crashed.");
  await expect(take(enginesOf(failing()), "bad")).rejects.toThrow("It crashed.");
});
