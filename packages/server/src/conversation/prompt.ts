// A prompt is one commit: the turn, the promise of an answer, the list's entry, the record that survives a crash, and the
// answer's stream with its route. Either all of it exists afterwards or nothing.
import {
  type Actor,
  type CommandArgs,
  type ConversationEvent,
  type ConversationListEvent,
  CONVERSATIONS,
  conversationStream,
  type ConversationSummary,
  type ConversationTree,
  countLeaves,
  generationStream,
  growTree,
  LIMITS,
  pathTo,
  type Route,
  settingsAt,
  titleOf,
} from "@nomous/protocol";
import { type Decision, type DecisionContext, reject } from "../command/decision.ts";
import type { Offer } from "../engine/engines.ts";
import { type Candidate, chooseRoute, type Refused, type Wish } from "../engine/router.ts";
import { GENERATION_RECORD } from "../generation/new-generation.ts";
import { jsonItem } from "./json-item.ts";

type PromptArgs = CommandArgs<"conversation.prompt">;

export interface PromptState extends Offer {
  readonly summary: ConversationSummary | undefined;
  readonly tree: ConversationTree;
  /** Head of the conversation's stream, on which the decision rests. */
  readonly head: number;
  /** A stream with the answer's name exists, in this conversation or in another. */
  readonly isAnswerTaken: boolean;
}

export function decidePrompt(state: PromptState, args: PromptArgs, context: DecisionContext): Decision {
  const { summary, tree, head, candidates } = state;
  const { conversation, answer, parent } = args;
  if (summary?.deletedAt !== undefined) return reject("conflict", "The conversation was deleted. Restore it first.");
  if (parent !== null && !tree.turns.has(parent))
    return reject("conflict", "The turn that this prompt follows does not exist in the conversation.");
  if (isTaken(state, args)) return reject("conflict", "A turn with this id exists already.");
  const asked = args.settings?.engine;
  if (asked !== undefined && !isThere(candidates, asked)) return reject("not-found", noEngine(candidates));
  const settings = args.settings ?? settingsAt(tree, parent);
  const { route, wishes } = routeFor(state, settings.engine);
  if (route === undefined) return reject("not-found", "No engine is available.");

  const { actor, now: at } = context;
  const agent: Actor = { ...actor, agent: route.engine };
  const events = promptEvents(args, context, agent);
  const items = events.map(jsonItem);
  if (items.some(({ data }) => data.length > LIMITS.itemBytes))
    return reject(
      "invalid-arguments",
      "The prompt does not fit into one item of the log. Attach it as a file instead.",
    );
  const grown = growTree(tree, events);

  const listed: ConversationListEvent[] = [
    { type: "conversation.grew", id: conversation, turns: grown.turns.size, branches: countLeaves(grown), at, actor },
  ];
  if (summary === undefined)
    listed.unshift({ type: "conversation.created", id: conversation, title: titleOf(args.text), at, actor });

  const { command, run } = context;
  return {
    status: "applied",
    change: {
      expect: [
        { sid: conversationStream(conversation), head },
        { sid: generationStream(answer), head: 0 },
      ],
      appends: [
        { sid: conversationStream(conversation), items, actor },
        { sid: CONVERSATIONS, items: listed.map(jsonItem), actor },
        { sid: generationStream(answer), items: [jsonItem({ type: "route", route })], actor: agent },
      ],
      records: [{ kind: GENERATION_RECORD, id: answer, value: { conversation, command, run }, actor: agent }],
    },
    effect: {
      type: "generation.start",
      generation: { conversation, answer, route, wishes, settings, path: pathTo(grown, args.turn), actor: agent },
    },
  };
}

const isTaken = ({ tree, isAnswerTaken }: PromptState, { turn, answer }: PromptArgs): boolean =>
  turn === answer || isAnswerTaken || tree.turns.has(turn) || tree.turns.has(answer);

function promptEvents(args: PromptArgs, { actor, now: at }: DecisionContext, agent: Actor): ConversationEvent[] {
  const { turn: id, answer, parent, text, attachments, settings } = args;
  const turn = { id, parent, text, attachments, ...(settings !== undefined && { settings }), at, actor };
  return [
    { type: "turn.added", turn: { role: "person", ...turn } },
    { type: "answer.started", id: answer, parent: id, at, actor: agent },
  ];
}

/** The route of a prompt whose settings name `engine`: that is a stronger wish than those of where the bridge runs. */
export function routeFor(
  { candidates, wishes: others }: Offer,
  engine: string | undefined,
): { route: Route | undefined; wishes: readonly Wish[] } {
  const wishes = engine === undefined ? others : [{ engine, reason: "because it was asked for" }, ...others];
  return { route: chooseRoute(candidates, wishes, gone(candidates, engine)), wishes };
}

const isThere = (candidates: readonly Candidate[], engine: string): boolean =>
  candidates.some(({ id }) => id === engine);

/** What the conversation was asked with before, and what is not on this machine any more. */
function gone(candidates: readonly Candidate[], engine: string | undefined): readonly Refused[] {
  if (engine === undefined || isThere(candidates, engine)) return [];
  const remedy = "Choose another model for this conversation.";
  return [{ engine, name: engine, reason: "is not on this machine any more", remedy }];
}

const noEngine = (candidates: readonly Candidate[]): string =>
  `The engine that was asked for does not exist here. There is: ${candidates.map(({ id }) => id).join(", ")}.`;
