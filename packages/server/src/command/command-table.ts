// Every command: the streams that it concerns, the state that its decision rests on, and its decider.
import {
  type CommandArgs,
  type CommandName,
  type ConversationId,
  type ConversationSummary,
  conversationStream,
  type ErrorCode,
  generationStream,
  type StreamId,
} from "@nomous/protocol";
import type { Conversations } from "../conversation/conversations.ts";
import { decideDelete, decideRename, decideRestore } from "../conversation/listing.ts";
import { decidePrompt } from "../conversation/prompt.ts";
import { createDocumentCommands } from "../document/command/document-commands.ts";
import type { DocumentHouse } from "../document/command/document-ports.ts";
import type { Engines } from "../engine/engines.ts";
import { decideCancel } from "../generation/cancel.ts";
import { createJobCommands } from "../job/job-commands.ts";
import type { Jobs } from "../job/jobs.ts";
import { ModelError, type Models } from "../model/models.ts";
import type { Journal } from "../stream/journal.ts";
import { type Decision, type DecisionContext, NOTHING_TO_DO, reject } from "./decision.ts";

export interface CommandKind<Args> {
  /** Commands with a stream in common are decided one after the other. */
  readonly streams: (args: Args) => readonly StreamId[];
  readonly decide: (args: Args, context: DecisionContext) => Promise<Decision>;
  /** It comes so often that it waits for others of its kind, some milliseconds at most. */
  readonly isFrequent?: true;
}

export type CommandTable = { readonly [Name in CommandName]: CommandKind<CommandArgs<Name>> };

interface CommandParts<Args, State> {
  readonly streams: (args: Args) => readonly StreamId[];
  readonly load: (args: Args) => Promise<State>;
  readonly decide: (state: State, args: Args, context: DecisionContext) => Decision;
}

const kind = <Args, State>({ streams, load, decide }: CommandParts<Args, State>): CommandKind<Args> => ({
  streams,
  decide: async (args, context) => decide(await load(args), args, context),
});

/**
 * What is done to the machine's models is done before it is acknowledged; doing it twice changes nothing. So there is
 * nothing to commit but the result.
 */
const onModels = <Args>(
  models: Models | undefined,
  act: (models: Models, args: Args) => Promise<void>,
): CommandKind<Args> => ({
  streams: () => [],
  async decide(args) {
    if (models === undefined) return reject("not-supported", "This bridge runs no models.");
    try {
      await act(models, args);
      return NOTHING_TO_DO;
    } catch (error) {
      if (error instanceof ModelError) return reject(MODEL_CODES[error.code], error.message);
      throw error;
    }
  },
});

const MODEL_CODES = {
  "not-found": "not-found",
  invalid: "invalid-arguments",
  unavailable: "conflict",
} as const satisfies Record<ModelError["code"], ErrorCode>;

interface TableParts {
  readonly journal: Journal;
  readonly conversations: Conversations;
  readonly engines: Engines;
  readonly models: Models | undefined;
  readonly documents: DocumentHouse;
  readonly jobs: Jobs;
}

export function createCommandTable(parts: TableParts): CommandTable {
  const { journal, conversations, engines, models, documents, jobs } = parts;
  const onListing = <Args extends { conversation: ConversationId }>(
    decide: CommandParts<Args, ConversationSummary | undefined>["decide"],
  ): CommandKind<Args> =>
    kind({
      streams: ({ conversation }) => [conversationStream(conversation)],
      load: async ({ conversation }) => (await conversations.list()).get(conversation),
      decide,
    });

  return {
    "conversation.prompt": kind({
      streams: ({ conversation, answer }) => [conversationStream(conversation), generationStream(answer)],
      load: async ({ conversation, answer }) => {
        const [list, { tree, head }, stream, offer] = await Promise.all([
          conversations.list(),
          conversations.load(conversation),
          journal.state(generationStream(answer)),
          engines.offer(),
        ]);
        const isAnswerTaken = stream !== undefined;
        return { summary: list.get(conversation), tree, head, isAnswerTaken, ...offer };
      },
      decide: decidePrompt,
    }),
    "conversation.rename": onListing(decideRename),
    "conversation.delete": onListing(decideDelete),
    "conversation.restore": onListing(decideRestore),
    "stream.cancel": kind({
      streams: ({ sid }) => [sid],
      load: ({ sid }) => journal.state(sid),
      decide: decideCancel,
    }),
    ...createDocumentCommands(documents),
    ...createJobCommands({ journal, jobs }),
    "model.load": onModels(models, (all, { model }) => all.load(model)),
    "model.unload": onModels(models, (all, { model }) => all.unload(model)),
    "model.forgive": onModels(models, (all, { model }) => all.forgive(model)),
    "model.use": onModels(models, (all, { model }) => all.use(model)),
    "model.add": onModels(models, (all, source) => all.add(source)),
    "model.remove": onModels(models, (all, { model }) => all.remove(model)),
  };
}
