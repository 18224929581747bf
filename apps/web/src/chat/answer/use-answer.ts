// One answer, whether it is being written (its stream) or long done (repeated in the conversation): the same shape, so
// that the end of the stream changes nothing on the screen.
import type { AnswerOutcome, AnswerView, EngineTurn, Readable, Route } from "@nomous/client";
import { useMemo } from "react";
import { useClient } from "../../hooks/use-client.ts";
import { usePaced } from "../../hooks/use-paced.ts";

export interface Answer extends Omit<AnswerView, "count"> {
  /** Tokens so far; `undefined` when nobody counted them. */
  readonly tokens: number | undefined;
  /** From the prompt to the first token and to the end, milliseconds. */
  readonly firstMs: number | undefined;
  readonly totalMs: number | undefined;
}

/** A live answer is drawn ten times a second: smooth to read, and a fast engine leaves the page free. */
const PACE_MS = 100;

export function useAnswer(turn: EngineTurn): Answer {
  const client = useClient();
  const { id, outcome, at } = turn;
  // What is long stands only in its stream.
  const isWhole = outcome?.text !== undefined && outcome.isShortened !== true;
  const readable = useMemo(() => (isWhole ? NOT_NEEDED : client.answer(id)), [client, id, isWhole]);
  const view = usePaced(readable, PACE_MS);
  return useMemo(() => (outcome === undefined ? live(view, at) : ended(outcome, view)), [outcome, view, at]);
}

/** Whether more of it can come. */
export const isLive = ({ outcome }: EngineTurn, { end, status }: Answer): boolean =>
  outcome === undefined && end === undefined && status !== "damaged";

function live(view: AnswerView, promptedAt: number): Answer {
  return {
    ...view,
    tokens: view.stats?.outputTokens ?? countedTokens(view.route, view.count),
    firstMs: view.firstAt === undefined ? undefined : Math.max(0, view.firstAt - promptedAt),
    totalMs: undefined,
  };
}

/** Here a piece of text is a token; a server puts as much into one as it likes. */
const countedTokens = (route: Route | undefined, pieces: number): number | undefined =>
  route?.engine.startsWith("server/") === true ? undefined : pieces;

function ended(outcome: AnswerOutcome, view: AnswerView): Answer {
  const { reason, route, text, reasoning, calls, context, stats, citations, turns } = outcome;
  const { count, textCount, firstMs, totalMs, error } = outcome;
  return {
    status: statusOf(text !== undefined, view),
    text: text ?? view.text,
    reasoning: reasoning ?? view.reasoning,
    calls: calls ?? view.calls,
    progress: undefined,
    context: context ?? view.context,
    stats: stats ?? view.stats,
    route,
    citations,
    turns,
    end: { reason, count, ...(error === undefined ? {} : { error }) },
    // Before there was more to count, everything else was the route and the sources.
    tokens:
      stats?.outputTokens ??
      countedTokens(route, textCount ?? count - citations.length - turns.length - (route === undefined ? 0 : 1)),
    firstMs,
    totalMs,
    firstAt: view.firstAt,
    lastAt: view.lastAt,
  };
}

const statusOf = (isWhole: boolean, { status }: AnswerView): AnswerView["status"] =>
  !isWhole && (status === "loading" || status === "damaged") ? status : "ended";

const EMPTY: AnswerView = {
  status: "loading",
  text: "",
  reasoning: "",
  calls: [],
  progress: undefined,
  context: undefined,
  stats: undefined,
  route: undefined,
  citations: [],
  turns: [],
  end: undefined,
  count: 0,
  firstAt: undefined,
  lastAt: undefined,
};
const NOT_NEEDED: Readable<AnswerView> = { current: () => EMPTY, subscribe: () => () => undefined };
