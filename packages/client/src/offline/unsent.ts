// What would be lost with this client's storage, in words for a file that a person keeps: commands that the bridge has not answered, and those that
// it refused and that are kept for what is in them.
import {
  check,
  COMMANDS,
  type CommandArgs,
  type CommandName,
  type ConversationList,
  type DocumentId,
  type ErrorBody,
  isCommandName,
} from "@nomous/protocol";
import type { UnsentChange } from "../client.ts";
import { fromBase64 } from "../document/base64.ts";
import { timeOf } from "../outbox/command-ids.ts";
import type { StoredCommand } from "../storage/client-storage.ts";

export interface Named {
  readonly list: ConversationList;
  readonly pathOf: (document: DocumentId) => string | undefined;
}

/** Oldest first. What only asks for something, such as opening a file, is no change. */
export async function unsentChanges(commands: readonly StoredCommand[], named: Named): Promise<UnsentChange[]> {
  const changes: UnsentChange[] = [];
  for (const command of commands) {
    const { id, name, args, refusal } = command;
    // A newer page may have left what this one does not know.
    if (isCommandName(name) && ASKING.has(name)) continue;
    const told = isCommandName(name) ? await tell(name, args, named) : undefined;
    const { where = "unknown", text = "" } = told ?? {};
    changes.push({ id, kind: name, where, text, at: timeOf(id), why: whyOf(command.maybeSent, refusal) });
  }
  return changes;
}

const ASKING: ReadonlySet<CommandName> = new Set(["document.open", "stream.cancel", "job.cancel", "model.load"]);

function whyOf(maybeSent: boolean, refusal: ErrorBody | undefined): string {
  if (refusal !== undefined) return `The bridge refused it: ${refusal.message}`;
  return maybeSent ? "It may have been sent, but no answer came." : "It was not sent yet.";
}

interface Told {
  readonly where: string;
  readonly text: string;
}

async function tell(name: CommandName, args: unknown, named: Named): Promise<Told> {
  const checked = check<unknown>(COMMANDS[name].args, args);
  // What is damaged is shown as it is.
  if (!checked.ok) return { where: "unknown", text: JSON.stringify(args) };
  const { conversation, document, path, title, text, note, why, changes, state, edit } = checked.value as Partial<
    CommandArgs<"conversation.prompt"> &
      CommandArgs<"document.suggest"> &
      CommandArgs<"document.edit"> &
      CommandArgs<"document.state"> &
      CommandArgs<"document.reviewed"> &
      CommandArgs<"document.new">
  >;
  const titled = conversation === undefined ? undefined : (named.list.get(conversation)?.title ?? conversation);
  const pathed = document === undefined ? path : (named.pathOf(document) ?? document);
  const words = [title, text, note, why, state, ...(changes ?? []).map(({ insert }) => insert)];
  // What a decision makes of the text is told by its own words.
  if (name === "document.edit" && edit !== undefined) words.push(await insertedBy(edit.encoding, edit.update));
  return { where: titled ?? pathed ?? title ?? name, text: words.filter((one) => one).join("\n") };
}

/** The words that an update of Yjs brings, as they were typed, a mark between those of different places; what it removes has none. */
async function insertedBy(encoding: 1 | 2, base64: string): Promise<string> {
  const update = fromBase64(base64);
  if (update === undefined) return "";
  try {
    // It is loaded with the first document, and may be out of reach before.
    const { decodeUpdate, decodeUpdateV2 } = await import("yjs");
    const { structs } = encoding === 1 ? decodeUpdate(update) : decodeUpdateV2(update);
    let words = "";
    let end: { readonly client: number; readonly clock: number } | undefined;
    for (const struct of structs) {
      const { client, clock } = struct.id;
      const more = "content" in struct ? wordsOf(struct.content) : "";
      const origin = "origin" in struct ? struct.origin : null;
      const goesOn = end !== undefined && origin?.client === end.client && origin.clock === end.clock;
      if (more !== "") words += words === "" || goesOn ? more : ` … ${more}`;
      end = { client, clock: clock + struct.length - 1 };
    }
    return words;
  } catch {
    return "";
  }
}

function wordsOf(content: unknown): string {
  const { str } = (content ?? {}) as { str?: unknown };
  return typeof str === "string" ? str : "";
}
