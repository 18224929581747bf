// A command that waits, as a person is told: what it does, to what, and whether it can be taken back.
import type {
  CommandArgs,
  CommandName,
  ConversationId,
  DocumentId,
  OutboxEntry,
  StreamId,
  TurnId,
} from "@nomous/client";
import { conversationAddress, documentAddress } from "../address.ts";

/** What things are called that a command names by their ids. */
export interface Names {
  readonly titleOf: (conversation: ConversationId) => string | undefined;
  readonly pathOf: (document: DocumentId) => string | undefined;
}

export interface CommandWords {
  /** "Message", "Rename to “Timers”" */
  readonly what: string;
  /** What it is done to. */
  readonly where: { readonly name: string; readonly href?: string } | undefined;
  /** What somebody wrote. */
  readonly text?: string;
  /** Why it cannot be taken back; `undefined`: it can, as long as it was not sent. */
  readonly bound?: string;
}

type Words = { readonly [Name in CommandName]: (args: CommandArgs<Name>, names: Names) => CommandWords };

const inConversation = (id: ConversationId, { titleOf }: Names, turn?: TurnId): CommandWords["where"] => ({
  name: titleOf(id) ?? "a conversation",
  href: conversationAddress(id, turn),
});
const inDocument = (id: DocumentId, { pathOf }: Names): CommandWords["where"] => ({
  name: pathOf(id) ?? "a document",
  href: documentAddress(id),
});
const nowhere = (what: string): CommandWords => ({ what, where: undefined });
const ofModel = (what: string, { model }: { readonly model: string | null }): CommandWords => ({
  what,
  where: { name: model ?? "whatever is best" },
});

/** What was written after it stands on it. */
const BUILT_ON = "What was written later builds on it; undo it in the document";

const WORDS: Words = {
  "conversation.prompt": ({ conversation, turn, text }, names) => ({
    what: "Message",
    where: inConversation(conversation, names, turn),
    text,
  }),
  "conversation.rename": ({ conversation, title }, names) => ({
    what: `Rename to “${title}”`,
    where: inConversation(conversation, names),
  }),
  "conversation.delete": ({ conversation }, names) => ({ what: "Delete", where: inConversation(conversation, names) }),
  "conversation.restore": ({ conversation }, names) => ({
    what: "Restore",
    where: inConversation(conversation, names),
  }),
  "stream.cancel": ({ sid }) => ({ what: "Stop an answer", where: { name: idOf(sid) } }),
  "document.open": ({ path }) => ({ what: "Open as a document", where: { name: path } }),
  "document.edit": ({ document }, names) => ({ what: "Edits", where: inDocument(document, names), bound: BUILT_ON }),
  "document.suggest": ({ document, note }, names) => ({
    what: "Suggestion",
    where: inDocument(document, names),
    text: note,
  }),
  "document.settle": ({ document, verdict, edit }, names) => ({
    what: verdict === "accepted" ? "Accept a suggestion" : "Reject a suggestion",
    where: inDocument(document, names),
    ...(edit === undefined ? {} : { bound: BUILT_ON }),
  }),
  "document.resolve": ({ document, text, edit }, names) => ({
    what: "Decide an edit conflict",
    where: inDocument(document, names),
    text,
    ...(edit === undefined ? {} : { bound: BUILT_ON }),
  }),
  "document.new": ({ type, title }) => ({ what: `New ${type}`, where: { name: title } }),
  "document.state": ({ document, state }, names) => ({
    what: `Move to “${state}”`,
    where: inDocument(document, names),
  }),
  "document.reviewed": ({ path, why }) => ({
    what: "Mark as reviewed",
    where: { name: path },
    ...(why === null ? {} : { text: why }),
  }),
  "document.restart": ({ document }, names) => ({
    what: "Begin anew from the file",
    where: inDocument(document, names),
  }),
  "job.start": ({ kind }) => nowhere(kind === "experiment" ? "Run an experiment" : "Verify a task"),
  "job.cancel": () => nowhere("Stop a job"),
  "model.load": (args) => ofModel("Load a model", args),
  "model.unload": (args) => ofModel("Take a model out of memory", args),
  "model.forgive": (args) => ofModel("Forgive a model", args),
  "model.use": (args) => ofModel("Answer with", args),
  "model.add": () => nowhere("Add a model"),
  "model.remove": (args) => ofModel("Remove a model from the list", args),
};

const idOf = (sid: StreamId): string => sid.split("/").at(-1) ?? sid;

/** The client checked the arguments when it took the command. */
export function commandWords({ name, args }: Pick<OutboxEntry, "name" | "args">, names: Names): CommandWords {
  const words = WORDS[name] as ((args: unknown, names: Names) => CommandWords) | undefined;
  // A page of another build may have left what this one does not know.
  return words === undefined ? nowhere(name) : words(args, names);
}
