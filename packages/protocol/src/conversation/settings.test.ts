import { expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { ConversationEvent } from "./event.ts";
import type { TurnId } from "../ids.ts";
import { type ChatSettings, settingsAt } from "./settings.ts";
import { EMPTY_TREE, growTree } from "./tree.ts";

const actor = { person: "Ada", client: "" } as unknown as Actor;
const person = (id: string, parent: string | null, settings?: ChatSettings): ConversationEvent => ({
  type: "turn.added",
  turn: {
    role: "person",
    id: id as TurnId,
    parent: parent as TurnId | null,
    text: "?",
    attachments: [],
    ...(settings !== undefined && { settings }),
    at: 0,
    actor,
  },
});
const answer = (id: string, parent: string): ConversationEvent => ({
  type: "answer.started",
  id: id as TurnId,
  parent: parent as TurnId,
  at: 0,
  actor,
});

test("[A3] settings hold below the turn that brought them, on its branch only, until a turn brings others", () => {
  const cold = { temperature: 0 };
  const tree = growTree(EMPTY_TREE, [
    person("1", null),
    answer("2", "1"),
    person("3", "2", cold),
    answer("4", "3"),
    person("5", "4"),
    person("6", "4", {}),
    person("7", "2"),
  ]);
  const at = (id: string | null): ChatSettings => settingsAt(tree, id as TurnId | null);
  expect([at(null), at("2"), at("7")]).toEqual([{}, {}, {}]);
  expect([at("3"), at("4"), at("5")]).toEqual([cold, cold, cold]);
  expect(at("6")).toEqual({});
  expect(at("unknown")).toEqual({});
});
