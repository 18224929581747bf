import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { check } from "./codec.ts";
import { ClientId, CommandId, newCommandId, newTurnId, StreamId, TurnId } from "./ids.ts";
import { conversationStream, CONVERSATIONS, familyOf, generationStream } from "./stream.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };

test("ids are UUIDs of version 7 that sort by the time of their making", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 200; i += 1) {
    ids.push(newCommandId(runtime));
    await runtime.clock.advance(1);
  }
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(check(CommandId, id).ok).toBe(true);
  }
});

test("an id carries its millisecond", () => {
  const id = newTurnId(runtime);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(runtime.clock.now());
  expect(check(TurnId, id).ok).toBe(true);
});

test("names of streams tell their family", () => {
  const id = newTurnId(runtime);
  expect(familyOf(CONVERSATIONS)).toBe("conversations");
  expect(familyOf(generationStream(id))).toBe("generation");
  expect(familyOf(conversationStream(id as string as never))).toBe("conversation");
  for (const strange of ["conversation", "generation", "conversations/x", "other", "other/x", "toString"])
    expect(familyOf(strange as StreamId)).toBeUndefined();
});

test.for(["", "/", "A", "a/", "a/b/c", "a/../b", `a/${"x".repeat(121)}`, "a/b\n", "a b"])(
  "%j is no name of a stream",
  (name) => {
    expect(check(StreamId, name).ok).toBe(false);
  },
);

test("a client id is a fingerprint of 22 characters", () => {
  expect(check(ClientId, "q2X_7dVt0HkW-1mZs9aBcd").ok).toBe(true);
  expect(check(ClientId, "q2X_7dVt0HkW-1mZs9aBc").ok).toBe(false);
  expect(check(ClientId, "q2X_7dVt0HkW-1mZs9aBc=").ok).toBe(false);
});
