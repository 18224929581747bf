import { createSeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { TurnId } from "../ids.ts";
import type { ConversationEvent } from "./event.ts";
import { countLeaves, EMPTY_TREE, growTree, newestLeaf, pathTo } from "./tree.ts";

const actor = { person: "Ada", client: "c" } as Actor;
const id = (name: string): TurnId => name as TurnId;
const said = (name: string, parent: string | null): ConversationEvent => ({
  type: "turn.added",
  turn: {
    role: "person",
    id: id(name),
    parent: parent === null ? null : id(parent),
    text: name,
    attachments: [],
    at: 1,
    actor,
  },
});
const began = (name: string, parent: string): ConversationEvent => ({
  type: "answer.started",
  id: id(name),
  parent: id(parent),
  at: 2,
  actor,
});
const ended = (name: string, reason: "done" | "cancelled" = "done"): ConversationEvent => ({
  type: "answer.ended",
  id: id(name),
  at: 3,
  outcome: { reason, citations: [], turns: [], count: 0, totalMs: 1 },
});

const EVENTS = [said("a", null), began("A", "a"), ended("A"), said("b", "A"), said("c", "A"), began("B", "b")];

test("two prompts below one answer are two branches, and the newest is where one reads on", () => {
  const tree = growTree(EMPTY_TREE, EVENTS);
  expect(countLeaves(tree)).toBe(2);
  expect(newestLeaf(tree)).toBe("c");
  expect(newestLeaf(tree, id("b"))).toBe("B");
  expect(pathTo(tree, id("B")).map((turn) => turn.id)).toEqual(["a", "A", "b", "B"]);
  expect(pathTo(tree, id("nobody"))).toEqual([]);
});

test("the tree is the same in whatever batches the events came", () => {
  const whole = growTree(EMPTY_TREE, EVENTS);
  for (let seed = 0; seed < 20; seed += 1) {
    const random = createSeededRandom(seed);
    let tree = EMPTY_TREE;
    for (let at = 0; at < EVENTS.length;) {
      const to = at + random.between(1, 3);
      tree = growTree(tree, EVENTS.slice(at, to));
      at = to;
    }
    expect(tree).toEqual(whole);
  }
});

test("a batch leaves the tree before it as it was", () => {
  const before = growTree(EMPTY_TREE, EVENTS.slice(0, 3));
  growTree(before, EVENTS.slice(3));
  expect([before.turns.size, countLeaves(before)]).toEqual([2, 1]);
});

test("an event that does not fit changes nothing", () => {
  const tree = growTree(EMPTY_TREE, EVENTS);
  const strange = [
    said("a", null),
    said("x", "nobody"),
    began("A", "a"),
    ended("nobody"),
    ended("A", "cancelled"),
    ended("a"),
  ];
  expect(growTree(tree, strange)).toEqual(tree);
});
