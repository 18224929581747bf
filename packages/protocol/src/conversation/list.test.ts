import { expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { ConversationId } from "../ids.ts";
import type { ConversationListEvent } from "./event.ts";
import { EMPTY_LIST, growList } from "./list.ts";

const actor = { person: "Ada", client: "c" } as Actor;
const id = "one" as ConversationId;
const created: ConversationListEvent = { type: "conversation.created", id, title: "T", at: 1, actor };

test("the list tells title, growth and activity", () => {
  const events: ConversationListEvent[] = [
    created,
    { type: "conversation.grew", id, turns: 2, branches: 1, at: 5, actor },
    { type: "conversation.renamed", id, title: "U", at: 6, actor },
  ];
  expect(growList(EMPTY_LIST, events).get(id)).toEqual({
    id,
    title: "U",
    createdAt: 1,
    activeAt: 5,
    turns: 2,
    branches: 1,
  });
  expect(EMPTY_LIST.size).toBe(0);
});

test("what is deleted can be restored until it is purged", () => {
  const alive = growList(EMPTY_LIST, [created]);
  const gone = growList(alive, [{ type: "conversation.deleted", id, at: 7, actor }]);
  expect(gone.get(id)?.deletedAt).toBe(7);
  expect(growList(gone, [{ type: "conversation.restored", id, at: 8, actor }])).toEqual(alive);
  expect(growList(gone, [{ type: "conversation.purged", id, at: 9 }]).size).toBe(0);
});

test("an event about an unknown conversation, or a second beginning, changes nothing", () => {
  const list = growList(EMPTY_LIST, [created]);
  const strange: ConversationListEvent[] = [
    { ...created, title: "other", at: 9 },
    { type: "conversation.renamed", id: "two" as ConversationId, title: "x", at: 9, actor },
    { type: "conversation.purged", id: "two" as ConversationId, at: 9 },
  ];
  expect(growList(list, strange)).toEqual(list);
});
