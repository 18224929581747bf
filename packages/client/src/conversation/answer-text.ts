// The items of a generation, folded into what is read of them.
import type { Citation, Route, TurnCitation } from "@nomous/protocol";
import { decodeJson, fromUtf8, GenerationPart, ITEM } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";

export interface AnswerText {
  readonly text: string;
  readonly route: Route | undefined;
  readonly citations: readonly Citation[];
  readonly turns: readonly TurnCitation[];
  readonly count: number;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

export const EMPTY_ANSWER: AnswerText = {
  text: "",
  route: undefined,
  citations: [],
  turns: [],
  count: 0,
  firstAt: undefined,
  lastAt: undefined,
};

export function growAnswer(before: AnswerText, items: readonly StreamItem[]): AnswerText {
  let { text, route, count, firstAt, lastAt } = before;
  const citations = [...before.citations];
  const turns = [...before.turns];
  for (const { kind, data, at } of items) {
    if (kind === ITEM.text) {
      text += fromUtf8(data);
      count += 1;
      firstAt ??= at;
      lastAt = at;
    }
    const part = kind === ITEM.json ? decodeJson(GenerationPart, fromUtf8(data)) : undefined;
    if (part?.type === "route") route = part.route;
    if (part?.type === "citation") citations.push(part.citation);
    if (part?.type === "turn-citation") turns.push(part.citation);
  }
  return { text, route, citations, turns, count, firstAt, lastAt };
}
