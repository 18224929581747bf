// One answer, whether it is being written (its stream) or long done (repeated in the conversation): the same shape, so
// that the end of the stream changes nothing on the screen.
import type { AnswerView, EngineTurn, Readable } from "@nomous/client";
import { useMemo } from "react";
import { useClient } from "../hooks/use-client.ts";
import { usePaced } from "../hooks/use-paced.ts";

export interface Answer extends Pick<AnswerView, "text" | "route" | "citations" | "turns" | "end" | "count"> {
  readonly status: AnswerView["status"];
  /** From the prompt to the first token and to the end, milliseconds. */
  readonly firstMs: number | undefined;
  readonly totalMs: number | undefined;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

/** A live answer is drawn ten times a second: smooth to read, and a fast engine leaves the page free. */
const PACE_MS = 100;

export function useAnswer(turn: EngineTurn): Answer {
  const client = useClient();
  const { id, outcome, at } = turn;
  // A long answer's text is only in its stream.
  const isWhole = outcome?.text !== undefined;
  const readable = useMemo(() => (isWhole ? NOT_NEEDED : client.answer(id)), [client, id, isWhole]);
  const view = usePaced(readable, PACE_MS);
  return useMemo(() => (outcome === undefined ? live(view, at) : ended(outcome, view)), [outcome, view, at]);
}

const live = (view: AnswerView, promptedAt: number): Answer => ({
  ...view,
  firstMs: view.firstAt === undefined ? undefined : Math.max(0, view.firstAt - promptedAt),
  totalMs: undefined,
});

function ended(outcome: NonNullable<EngineTurn["outcome"]>, view: AnswerView): Answer {
  const { reason, route, text, citations, turns, count, firstMs, totalMs, error } = outcome;
  return {
    status: statusOf(text !== undefined, view),
    text: text ?? view.text,
    route,
    citations,
    turns,
    end: { reason, count, ...(error === undefined ? {} : { error }) },
    // Everything that is not text: the route and the sources.
    count: Math.max(0, count - citations.length - turns.length - (route === undefined ? 0 : 1)),
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
  route: undefined,
  citations: [],
  turns: [],
  end: undefined,
  count: 0,
  firstAt: undefined,
  lastAt: undefined,
};
const NOT_NEEDED: Readable<AnswerView> = { current: () => EMPTY, subscribe: () => () => undefined };
