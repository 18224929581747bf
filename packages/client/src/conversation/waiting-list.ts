// The list of conversations as it will be once the bridge has what waits in the outbox: those that begin, are renamed, deleted, restored and go on.
// What was applied a moment ago stays until the bridge's own list tells of it, so that nothing jumps back in between.
import {
  type Actor,
  check,
  type CommandId,
  COMMANDS,
  type ConversationId,
  type ConversationList,
  type ConversationListEvent,
  type ConversationSummary,
  growList,
  oneLine,
  titleOf,
} from "@nomous/protocol";
import type { ConversationsView } from "../client.ts";
import { timeOf } from "../outbox/command-ids.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { StoredCommand } from "../storage/client-storage.ts";
import { promptOf } from "./waiting-prompts.ts";

type Listing = Pick<ConversationsView, "list" | "waiting">;

interface Ahead {
  readonly command: StoredCommand;
  readonly conversation: ConversationId;
  /** The bridge's entry when the command was first seen waiting: another one tells of it, or of something later. */
  readonly seen: ConversationSummary | undefined;
}

export class WaitingList {
  readonly #outbox: Outbox;
  readonly #actor: () => Actor;
  #ahead: ReadonlyMap<CommandId, Ahead> = new Map();
  #base: ConversationList | undefined;
  #shown: Listing = { list: new Map(), waiting: new Set() };

  constructor(outbox: Outbox, actor: () => Actor) {
    this.#outbox = outbox;
    this.#actor = actor;
  }

  /** The same object until something changed. */
  over(list: ConversationList): Listing {
    const ahead = new Map<CommandId, Ahead>();
    for (const [id, one] of this.#ahead)
      if (this.#outbox.wasApplied(id) && list.get(one.conversation) === one.seen) ahead.set(id, one);
    const waiting = new Set<ConversationId>();
    for (const command of this.#outbox.commands.current()) {
      const conversation = command.refusal === undefined ? conversationOf(command) : undefined;
      if (conversation === undefined) continue;
      waiting.add(conversation);
      const before = this.#ahead.get(command.id);
      ahead.set(command.id, {
        command,
        conversation,
        seen: before === undefined ? list.get(conversation) : before.seen,
      });
    }
    const isSame = list === this.#base && areSame(ahead, this.#ahead) && waiting.size === this.#shown.waiting.size;
    this.#ahead = ahead;
    if (isSame) return this.#shown;
    this.#base = list;
    this.#shown = { list: this.#grown(list), waiting };
    return this.#shown;
  }

  #grown(list: ConversationList): ConversationList {
    const commands = [...this.#ahead.values()].map(({ command }) => command);
    return listWith(list, commands, this.#actor());
  }
}

/** A list as commands will make it. */
export function listWith(list: ConversationList, commands: readonly StoredCommand[], actor: Actor): ConversationList {
  let grown = list;
  for (const command of commands.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const events = eventsOf(command, grown, actor);
    if (events.length > 0) grown = growList(grown, events);
  }
  return grown;
}

const areSame = (a: ReadonlyMap<CommandId, Ahead>, b: ReadonlyMap<CommandId, Ahead>): boolean =>
  a.size === b.size && [...a.keys()].every((id) => b.has(id));

type Listed = "conversation.rename" | "conversation.delete" | "conversation.restore";

const isListed = (name: string): name is Listed => Object.hasOwn(LISTED, name);

const known = new WeakMap<StoredCommand, ListedArgs | undefined>();

interface ListedArgs {
  readonly conversation: ConversationId;
  readonly title?: string | undefined;
}

function listedOf(command: StoredCommand): ListedArgs | undefined {
  if (!isListed(command.name)) return undefined;
  if (!known.has(command)) {
    const checked = check<ListedArgs>(COMMANDS[command.name].args, command.args);
    known.set(command, checked.ok ? checked.value : undefined);
  }
  return known.get(command);
}

const conversationOf = (command: StoredCommand): ConversationId | undefined =>
  promptOf(command)?.conversation ?? listedOf(command)?.conversation;

function eventsOf(command: StoredCommand, list: ConversationList, actor: Actor): ConversationListEvent[] {
  const at = timeOf(command.id);
  const prompt = promptOf(command);
  if (prompt !== undefined) {
    const { conversation: id, text } = prompt;
    const { turns = 0, branches = 1 } = list.get(id) ?? {};
    const created = { type: "conversation.created" as const, id, title: titleOf(text), at, actor };
    const grew = { type: "conversation.grew" as const, id, turns: turns + 2, branches, at, actor };
    return list.has(id) ? [grew] : [created, grew];
  }
  const listed = listedOf(command);
  if (listed === undefined) return [];
  const { conversation: id, title = "" } = listed;
  // What is deleted, or restored, is not a second time.
  const isDeleted = list.get(id)?.deletedAt !== undefined;
  if ((command.name === "conversation.delete" && isDeleted) || (command.name === "conversation.restore" && !isDeleted))
    return [];
  return LISTED[command.name as Listed](id, oneLine(title), at, actor);
}

const LISTED: Record<Listed, (id: ConversationId, title: string, at: number, actor: Actor) => ConversationListEvent[]> =
  {
    "conversation.rename": (id, title, at, actor) =>
      title === "" ? [] : [{ type: "conversation.renamed", id, title, at, actor }],
    "conversation.delete": (id, _, at, actor) => [{ type: "conversation.deleted", id, at, actor }],
    "conversation.restore": (id, _, at, actor) => [{ type: "conversation.restored", id, at, actor }],
  };
