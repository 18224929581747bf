import { type ChatSettings, type ConversationTree, EMPTY_TREE, growTree, type TurnId } from "@nomous/client";
import { expect, test } from "vitest";
import { alternatives, answersAt, askedWith, pairAt, settingsDifferences } from "./comparison.ts";

const id = (name: string): TurnId => name as TurnId;
const actor = { person: "mara", client: "c" as never };

/** Prompts `a`, `b`, … below `parent`, each with its answer in capitals. */
const grow = (tree: ConversationTree, parent: string, prompts: Readonly<Record<string, ChatSettings | undefined>>) =>
  growTree(
    tree,
    Object.entries(prompts).flatMap(([name, settings]) => {
      const turn = {
        role: "person" as const,
        id: id(name),
        parent: parent === "" ? null : id(parent),
        text: name,
        attachments: [],
        at: 0,
        actor,
        ...(settings === undefined ? {} : { settings }),
      };
      return [
        { type: "turn.added", turn },
        { type: "answer.started", id: id(name.toUpperCase()), parent: turn.id, at: 0, actor },
      ] as const;
    }),
  );

const TREE = grow(grow(EMPTY_TREE, "", { a: { seed: 1 } }), "A", { b: undefined, c: { seed: 2 }, d: undefined });
const turn = (name: string) => {
  const found = TREE.turns.get(id(name));
  if (found === undefined) throw new Error(name);
  return found;
};
const answer = (name: string) => {
  const found = turn(name);
  if (found.role !== "engine") throw new Error(name);
  return found;
};

test("at a fork of prompts the answers to each are compared, those beside each other first", () => {
  expect(answersAt(TREE, turn("c")).map(({ id }) => id)).toEqual(["B", "C", "D"]);
  expect(pairAt(TREE, turn("b"))).toEqual(["B", "C"]);
  expect(pairAt(TREE, turn("d"))).toEqual(["C", "D"]);
});

test("where nothing branches there is nothing to compare", () => {
  expect(pairAt(TREE, turn("a"))).toBeUndefined();
});

test("an answer can be compared with those to the prompts beside its own", () => {
  expect(alternatives(TREE, answer("C")).map(({ id }) => id)).toEqual(["B", "C", "D"]);
});

test("settings that differ are told with what each was asked with", () => {
  expect(askedWith(TREE, answer("B"))).toEqual({ seed: 1 });
  expect(settingsDifferences(askedWith(TREE, answer("B")), { seed: 2, temperature: 0 }, String)).toEqual([
    { label: "temperature", a: "the model's own", b: "0" },
    { label: "seed", a: "1", b: "2" },
  ]);
  expect(settingsDifferences({ seed: 1 }, { seed: 1 }, String)).toEqual([]);
});
