import {
  type CommandId,
  type CommandName,
  type ConversationId,
  type ConversationList,
  type DocumentId,
  newConversationId,
  newDocumentId,
  newSuggestionId,
  newTurnId,
} from "@nomous/protocol";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { toBase64 } from "../document/base64.ts";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import type { StoredCommand } from "../storage/client-storage.ts";
import { unsentChanges } from "./unsent.ts";

const conversation: ConversationId = newConversationId(systemRuntime);
const document: DocumentId = newDocumentId(systemRuntime);
const list: ConversationList = new Map([
  [conversation, { id: conversation, title: "Timers", createdAt: 1, activeAt: 1, turns: 0, branches: 0 }],
]);
const named = { list, pathOf: (id: DocumentId) => (id === document ? "docs/a.md" : undefined) };

const command = (ms: number, name: CommandName, args: unknown, more: Partial<StoredCommand> = {}): StoredCommand => ({
  id: idAt(ms) as CommandId,
  name,
  args,
  maybeSent: false,
  ...more,
});

const prompt = (text: string, id = conversation) => ({
  conversation: id,
  turn: newTurnId(systemRuntime),
  answer: newTurnId(systemRuntime),
  parent: null,
  text,
  attachments: [],
});

function edit(words: string, encoding: 1 | 2) {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, "gone later");
  const before = Y.encodeStateVector(doc);
  doc.getText("text").insert(0, words);
  doc.getText("text").delete(words.length, 4);
  const update = encoding === 1 ? Y.encodeStateAsUpdate(doc, before) : Y.encodeStateAsUpdateV2(doc, before);
  return { document, edit: { epoch: 1, base: 4, yjs: 7, encoding, update: toBase64(update) } };
}

test("each change is told with its place, its words, its time and why it is not on the bridge", async () => {
  const changes = await unsentChanges(
    [
      command(1, "conversation.prompt", prompt("why?")),
      command(2, "conversation.rename", { conversation, title: "New" }, { maybeSent: true }),
      command(3, "document.edit", edit("Typed ", 1)),
      command(4, "document.edit", edit("Joined ", 2)),
      command(5, "document.suggest", {
        document,
        suggestion: newSuggestionId(systemRuntime),
        epoch: 1,
        base: 4,
        note: "Shorter",
        changes: [{ from: 0, to: 3, insert: "It" }],
      }),
      command(6, "conversation.prompt", prompt("refused"), {
        refusal: { code: "conflict", message: "The conversation was deleted." },
      }),
    ],
    named,
  );
  expect(changes.map(({ kind, where, text, at }) => [kind, where, text, at])).toEqual([
    ["conversation.prompt", "Timers", "why?", 1],
    ["conversation.rename", "Timers", "New", 2],
    ["document.edit", "docs/a.md", "Typed ", 3],
    ["document.edit", "docs/a.md", "Joined ", 4],
    ["document.suggest", "docs/a.md", "Shorter\nIt", 5],
    ["conversation.prompt", "Timers", "refused", 6],
  ]);
  expect(changes.map(({ why }) => why)).toEqual([
    "It was not sent yet.",
    "It may have been sent, but no answer came.",
    "It was not sent yet.",
    "It was not sent yet.",
    "It was not sent yet.",
    "The bridge refused it: The conversation was deleted.",
  ]);
});

test("what only asks for something is no change, and what is damaged or unknown is told as far as it can be", async () => {
  const other = newConversationId(systemRuntime);
  const changes = await unsentChanges(
    [
      command(1, "document.open", { path: "a.md" }),
      command(2, "conversation.prompt", prompt("elsewhere", other)),
      command(3, "document.edit", { document, edit: { ...edit("x", 1).edit, update: "AAAA" } }),
      command(4, "conversation.rename", { conversation }),
      command(5, "conversation.sing" as CommandName, { song: 1 }),
    ],
    named,
  );
  expect(changes.map(({ where, text }) => [where, text])).toEqual([
    [other, "elsewhere"],
    ["docs/a.md", ""],
    ["unknown", JSON.stringify({ conversation })],
    ["unknown", ""],
  ]);
});
