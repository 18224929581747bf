// The parts of a job as its stream keeps them: text as text, everything else as JSON, none larger than an item may be.
import { ITEM, type JobEvent, LIMITS, utf8 } from "@nomous/protocol";
import { jsonItem } from "../conversation/json-item.ts";
import { splitPart } from "../generation/answer-part.ts";
import type { NewItem } from "../stream/journal.ts";
import type { JobPart } from "./job-kind.ts";

export const encodeJobPart = (part: JobPart): NewItem =>
  part.type === "text" ? { kind: ITEM.text, data: utf8(part.text) } : jsonItem(part);

/** Cuts text that does not fit into one item, and words that nobody would read to their end. */
export function* splitJobPart(part: JobPart): Iterable<JobPart> {
  switch (part.type) {
    case "text":
      for (const piece of splitPart(part)) if (piece.type === "text") yield piece;
      break;
    case "note":
      yield { type: "note", words: clipped(part.words) };
      break;
    case "progress":
      yield { type: "progress", progress: { ...part.progress, words: clipped(part.progress.words) } };
      break;
  }
}

/** What becomes of a job besides its text. */
export const eventsIn = (parts: readonly JobPart[]): readonly JobEvent[] =>
  parts.flatMap((part) => (part.type === "text" ? [] : [part]));

/** As much of it as an event holds. */
export function clipped(words: string, length: number = LIMITS.jobWordsLength): string {
  return words.length <= length ? words : `${words.slice(0, length - 1).toWellFormed()}…`;
}
