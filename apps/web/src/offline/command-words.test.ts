import type { CommandName, ConversationId, DocumentId } from "@nomous/client";
import { expect, test } from "vitest";
import { commandWords } from "./command-words.ts";

const names = {
  titleOf: (id: ConversationId) => (id === "c1" ? "Flush timer" : undefined),
  pathOf: (id: DocumentId) => (id === "d1" ? "specs/line3.md" : undefined),
};
const words = (name: CommandName, args: unknown) => commandWords({ name, args }, names);

test("a message says in which conversation, and leads to its turn", () => {
  expect(words("conversation.prompt", { conversation: "c1", turn: "t1", text: "Why?" })).toEqual({
    what: "Message",
    where: { name: "Flush timer", href: "/c/c1?turn=t1" },
    text: "Why?",
  });
});

test("what has no name here is told by its kind", () => {
  expect(words("conversation.delete", { conversation: "c2" }).where?.name).toBe("a conversation");
  expect(words("document.state", { document: "d2", state: "approved" })).toMatchObject({
    what: "Move to “approved”",
    where: { name: "a document" },
  });
});

test("edits cannot be taken back, because what was written later builds on them; a decision that changes no text can", () => {
  expect(words("document.edit", { document: "d1", edit: {} }).bound).toBeDefined();
  expect(words("document.resolve", { document: "d1", choice: "mine", text: "", edit: {} }).bound).toBeDefined();
  expect(words("document.resolve", { document: "d1", choice: "merged", text: "" }).bound).toBeUndefined();
  expect(words("conversation.rename", { conversation: "c1", title: "Timers" })).toEqual({
    what: "Rename to “Timers”",
    where: { name: "Flush timer", href: "/c/c1" },
  });
});

test("a command that this page does not know is told by its name", () => {
  expect(words("paper.fold" as CommandName, {})).toEqual({ what: "paper.fold", where: undefined });
});
