// The items of a generation, folded into what is read of them.
import { decodeJson, fromUtf8, GenerationPart, growCalls, ITEM } from "@nomous/protocol";
import type { AnswerView, StreamItem } from "../client.ts";

export type AnswerText = Omit<AnswerView, "status" | "end">;

export const EMPTY_ANSWER: AnswerText = {
  text: "",
  reasoning: "",
  calls: [],
  route: undefined,
  citations: [],
  turns: [],
  progress: undefined,
  context: undefined,
  stats: undefined,
  count: 0,
  firstAt: undefined,
  lastAt: undefined,
};

type Growing = { -readonly [Key in keyof AnswerText]: AnswerText[Key] };

export function growAnswer(before: AnswerText, items: readonly StreamItem[]): AnswerText {
  const answer: Growing = { ...before };
  for (const { kind, data, at } of items) {
    if (kind === ITEM.text) {
      answer.text += fromUtf8(data);
      answer.count += 1;
      noteWriting(answer, at);
    } else if (kind === ITEM.json) {
      const part = decodeJson(GenerationPart, fromUtf8(data));
      if (part !== undefined) take(answer, part, at);
    } else if (kind === ITEM.end) answer.progress = undefined;
  }
  return answer;
}

function noteWriting(answer: Growing, at: number): void {
  answer.firstAt ??= at;
  answer.lastAt = at;
  answer.progress = undefined;
}

function take(answer: Growing, part: GenerationPart, at: number): void {
  switch (part.type) {
    case "reasoning":
      answer.reasoning += part.text;
      noteWriting(answer, at);
      break;
    case "tool-call":
      answer.calls = growCalls(answer.calls, part.call);
      break;
    case "route":
      // What another engine gave before it gave up does not count (rule A1).
      Object.assign(answer, EMPTY_ANSWER, { route: part.route });
      break;
    case "citation":
      answer.citations = [...answer.citations, part.citation];
      break;
    case "turn-citation":
      answer.turns = [...answer.turns, part.citation];
      break;
    case "progress":
      if (answer.firstAt === undefined) answer.progress = part.progress;
      break;
    case "context":
      answer.context = part.context;
      break;
    case "stats":
      answer.stats = part.stats;
      break;
  }
}
