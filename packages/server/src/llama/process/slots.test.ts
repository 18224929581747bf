import type { ConversationId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { pickPlace, type Place } from "./slots.ts";

const MINE = "mine" as ConversationId;
const place = (conversation: string | undefined, held: number, shared: number, usedAt: number): Place => ({
  conversation: conversation as ConversationId | undefined,
  held,
  shared,
  usedAt,
});

test("a conversation gets its own slot again, even when another one shares more", () => {
  const own = place("mine", 100, 10, 1);
  expect(pickPlace([place("other", 50, 50, 2), own], MINE)).toBe(own);
});

test("of two slots of its own it gets the one that knows more of the prompt", () => {
  const better = place("mine", 100, 90, 1);
  expect(pickPlace([place("mine", 100, 10, 2), better], MINE)).toBe(better);
});

test("a slot of another conversation is taken when most of it can be used", () => {
  const like = place("other", 100, 60, 2);
  expect(pickPlace([place(undefined, 0, 0, 0), like], MINE)).toBe(like);
});

test("an empty slot is better than one that would lose more than it gives", () => {
  const empty = place(undefined, 0, 0, 0);
  expect(pickPlace([place("other", 100, 40, 2), empty], MINE)).toBe(empty);
});

test("when all are taken, the one that was used longest ago goes", () => {
  const old = place("b", 100, 1, 1);
  expect(pickPlace([place("a", 100, 2, 3), old, place("c", 100, 0, 2)], MINE)).toBe(old);
});

test("none is picked when none is idle", () => {
  expect(pickPlace([], MINE)).toBeUndefined();
});
