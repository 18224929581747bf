import { type ConversationId, systemRuntime, type TurnId } from "@nomous/client";
import { expect, test } from "vitest";
import type { FromSearch } from "./search-message.ts";
import { createSearchService, type ReadText } from "./search-service.ts";

const text = (id: string, words: string, cursor: number): ReadText<number> => ({
  kind: "turn",
  id: id as TurnId,
  conversation: `c-${id}` as ConversationId,
  title: "A talk",
  text: words,
  at: 0,
  cursor,
});

const settled = async (): Promise<void> =>
  void (await new Promise((resolve) => systemRuntime.clock.after(0, () => resolve(undefined))));

/** A service over a log of changes that can grow, stop in the middle, or fail. */
function serviceOver(log: ReadText<number>[]) {
  const posted: FromSearch[] = [];
  const begun: (number | undefined)[] = [];
  let hold: Promise<void> = Promise.resolve();
  const take = createSearchService<number>({
    post: (message) => void posted.push(message),
    async *read(since) {
      begun.push(since);
      for (const one of log.filter(({ cursor }) => cursor > (since ?? 0))) {
        if (one.cursor === 13) throw new Error("page 13 is gone");
        yield one;
        await hold;
      }
    },
  });
  const find = (words: string): readonly string[] => {
    take({ type: "find", n: 1, text: words, limit: 10, without: [] });
    const last = posted.at(-1);
    return last?.type === "found" ? last.found.hits.map((hit) => (hit.kind === "turn" ? hit.turn : hit.kind)) : [];
  };
  const state = () => posted.findLast((message) => message.type === "state")?.state;
  return { take, begun, find, state, stop: (until: Promise<void>) => void (hold = until) };
}

test("the first look reads everything, a later one only what came since", async () => {
  const log = [text("a", "harbour", 1), text("b", "town", 2)];
  const service = serviceOver(log);
  service.take({ type: "look" });
  await settled();
  expect(service.find("harbour ")).toEqual(["a"]);
  expect(service.state()).toEqual({
    turns: 2,
    conversations: 2,
    documents: 0,
    isReading: false,
    revision: 2,
    trouble: undefined,
  });
  log.push(text("a", "station", 3), { kind: "gone", id: "c-b" as ConversationId, cursor: 4 });
  service.take({ type: "look" });
  await settled();
  expect(service.begun).toEqual([undefined, 2]);
  expect([service.find("station "), service.find("harbour "), service.find("town ")]).toEqual([["a"], [], []]);
  expect(service.state()).toMatchObject({ turns: 1, conversations: 1, revision: 4 });
});

test("what is read by then is found while the rest is still read, and a look meanwhile is not lost", async () => {
  const log = [text("a", "harbour", 1), text("b", "town", 2)];
  const service = serviceOver(log);
  const { promise, resolve } = Promise.withResolvers<void>();
  service.stop(promise);
  service.take({ type: "look" });
  await settled();
  expect([service.find("harbour "), service.find("town ")]).toEqual([["a"], []]);
  log.push(text("c", "bridge", 3));
  service.take({ type: "look" });
  resolve();
  await settled();
  expect(service.find("bridge ")).toEqual(["c"]);
  expect(service.begun).toEqual([undefined, 2]);
});

test("what cannot be read is told, the rest is searched, and the next look tries again behind it", async () => {
  const log = [text("a", "harbour", 1), text("b", "town", 13)];
  const service = serviceOver(log);
  service.take({ type: "look" });
  await settled();
  expect(service.state()).toMatchObject({ turns: 1, isReading: false, trouble: "page 13 is gone" });
  expect(service.find("harbour ")).toEqual(["a"]);
  log[1] = text("b", "town", 14);
  service.take({ type: "look" });
  await settled();
  expect(service.begun).toEqual([undefined, 1]);
  expect(service.state()).toMatchObject({ turns: 2, trouble: undefined });
});
