// The services on a real journal and a storage in memory, with what tests need to look inside. Opening the same disk again
// is a restart: the storage before loses it, as a killed process does.
import {
  ALL_SCOPES,
  type ClientId,
  type CommandArgs,
  type CommandId,
  type CommandName,
  type CommandResult,
  type ConversationId,
  type ConversationTree,
  newCommandId,
  newConversationId,
  newTurnId,
  type QueryArgs,
  type QueryName,
  type Reply,
  type Runtime,
  type StreamEnd,
  type TurnId,
} from "@nomous/protocol";
import { pino } from "pino";
import { Rounds } from "./command/rounds.ts";
import { Conversations } from "./conversation/conversations.ts";
import type { Engine } from "./engine/engine.ts";
import { createEngines } from "./engine/engines.ts";
import { createScriptedEngine } from "./engine/scripted-engine.ts";
import { type AnswerPart, decodePart } from "./generation/answer-part.ts";
import { startServices, type ServicesParts } from "./services.ts";
import type { Caller } from "./session/caller.ts";
import { createMemoryDisk, createMemoryStorage, type MemoryDisk } from "./storage/memory-storage.ts";
import type { Commit, Storage } from "./storage/storage.ts";
import { createJournal } from "./stream/stream-journal.ts";
import { Streams } from "./stream/streams.ts";
import { WorkspaceError, type WorkspaceSource } from "./workspace/workspace-source.ts";

export const CALLER: Caller = { actor: { person: "Ada", client: "a".repeat(22) as ClientId }, scopes: ALL_SCOPES };

export const EMPTY_WORKSPACE: WorkspaceSource = {
  name: "empty",
  path: "/empty",
  status: async () => ({
    files: { markdown: 0, source: 0, other: 0 },
    index: { state: "ready", done: 0, total: 0 },
    git: null,
  }),
  files: async () => ({ files: [], total: 0 }),
  read: async (path, from) => ({ path, from, lines: [], total: 0 }),
  readImage: async (path) => {
    throw new WorkspaceError("not-found", `${path} does not exist.`);
  },
};

export interface WrittenAnswer {
  readonly text: string;
  readonly parts: readonly AnswerPart[];
  readonly end: StreamEnd | null;
}

interface FixtureOptions extends Partial<
  Pick<
    ServicesParts,
    "models" | "workspace" | "observer" | "documents" | "jobs" | "experiments" | "keeping" | "latest" | "lobby"
  >
> {
  readonly engines?: readonly Engine[];
  readonly disk?: MemoryDisk;
  /** Puts something before the storage, for example faults. */
  readonly wrap?: (storage: Storage) => Storage;
}

export type ServicesFixture = Awaited<ReturnType<typeof openServices>>;

export async function openServices(runtime: Runtime, options: FixtureOptions = {}) {
  const { disk = createMemoryDisk(), wrap = (storage) => storage, engines, workspace, ...others } = options;
  const storage = wrap(createMemoryStorage(runtime, disk));
  const journal = createJournal({ clock: runtime.clock, storage, streams: new Streams(runtime.clock, storage) });
  const services = await startServices({
    runtime,
    journal,
    storage,
    rounds: new Rounds(runtime.clock, 0),
    engines: createEngines({ always: engines ?? [createScriptedEngine(runtime)] }),
    workspace: workspace ?? EMPTY_WORKSPACE,
    logger: pino({ level: "silent" }),
    person: "Ada",
    ...others,
  });
  const conversations = new Conversations(journal);

  return {
    disk,
    storage,
    journal,
    services,

    send<Name extends CommandName>(
      name: Name,
      args: CommandArgs<Name>,
      id: CommandId = newCommandId(runtime),
      caller: Caller = CALLER,
    ): Promise<CommandResult> {
      return services.handlers.command(caller, { type: "CMD", id, name, args });
    },

    ask<Name extends QueryName>(name: Name, args: QueryArgs<Name>, caller: Caller = CALLER): Promise<Reply> {
      return services.handlers.ask(caller, { type: "ASK", ref: 1, name, args }, new AbortController().signal);
    },

    list: () => conversations.list(),

    async tree(id: ConversationId): Promise<ConversationTree> {
      return (await conversations.load(id)).tree;
    },

    async answer(id: TurnId): Promise<WrittenAnswer> {
      const sid = `generation/${id}` as Parameters<typeof journal.items>[0];
      const parts: AnswerPart[] = [];
      for await (const item of journal.items(sid, 0)) {
        const part = decodePart(item);
        if (part !== undefined) parts.push(part);
      }
      const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
      return { text, parts, end: (await journal.state(sid))?.end ?? null };
    },
  };
}

/** Runs `before` each commit; what it throws is what the disk says. */
export const interceptCommits = (storage: Storage, before: (commit: Commit) => void | Promise<void>): Storage => ({
  ...storage,
  async commit(commit) {
    await before(commit);
    return storage.commit(commit);
  },
});

/** Arguments of a prompt with new ids. */
export const promptArgs = (
  runtime: Runtime,
  text: string,
  more: Partial<CommandArgs<"conversation.prompt">> = {},
): CommandArgs<"conversation.prompt"> => ({
  conversation: newConversationId(runtime),
  turn: newTurnId(runtime),
  answer: newTurnId(runtime),
  parent: null,
  text,
  attachments: [],
  ...more,
});
