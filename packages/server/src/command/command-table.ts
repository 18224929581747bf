// Every command: the streams that it concerns, the state that its decision rests on, and its decider.
import {
  type CommandArgs,
  type CommandName,
  type ConversationId,
  type ConversationSummary,
  conversationStream,
  type EngineInfo,
  generationStream,
  type StreamId,
} from "@nomous/protocol";
import type { Conversations } from "../conversation/conversations.ts";
import { decideDelete, decideRename, decideRestore } from "../conversation/listing.ts";
import { decidePrompt } from "../conversation/prompt.ts";
import { decideCancel } from "../generation/cancel.ts";
import type { Journal } from "../stream/journal.ts";
import type { Decision, DecisionContext } from "./decision.ts";

export interface CommandKind<Args> {
  /** Commands with a stream in common are decided one after the other. */
  readonly streams: (args: Args) => readonly StreamId[];
  readonly decide: (args: Args, context: DecisionContext) => Promise<Decision>;
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

export function createCommandTable(
  journal: Journal,
  conversations: Conversations,
  engines: readonly EngineInfo[],
): CommandTable {
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
        const [list, { tree, head }, stream] = await Promise.all([
          conversations.list(),
          conversations.load(conversation),
          journal.state(generationStream(answer)),
        ]);
        return { summary: list.get(conversation), tree, head, isAnswerTaken: stream !== undefined, engines };
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
  };
}
