// What came of a decision.
import type { ConflictChoice } from "@nomous/lab/documents";
import { withoutControls } from "../without-controls.ts";
import { localTime } from "../workbench/local-time.ts";
import { DECIDED } from "./decision-words.ts";

interface MadeDecision {
  readonly choice: ConflictChoice;
  /** What the place became, or would have. */
  readonly text: string;
  readonly by: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

export interface ConflictOutcome {
  readonly own: Pick<MadeDecision, "choice" | "text">;
  /** The decision that counts: somebody else's when they were first. */
  readonly counts: MadeDecision;
  readonly isFirst: boolean;
  /** The document began anew meanwhile, so that the text waits for a person as a suggestion. */
  readonly isSuggestion: boolean;
}

/** The document has what was asked for. */
export const isAsAsked = ({ isFirst, isSuggestion, own, counts }: ConflictOutcome): boolean =>
  !isSuggestion && (isFirst || own.text === counts.text);

const NOW: Readonly<Record<ConflictChoice, string>> = {
  merged: "the document stays as it is",
  mine: "the document has mine",
  theirs: "the document has theirs",
  own: "the document has your words",
};

/** A sentence or two; `name` is what the conflict is called. */
export function outcomeText({ own, counts, isFirst, isSuggestion }: ConflictOutcome, name: string): string {
  if (isSuggestion)
    return `${name} is decided. The document was replaced meanwhile: what you chose waits there as a suggestion.`;
  if (isFirst) return `${name} is decided: ${NOW[own.choice]}.`;
  const who = withoutControls(counts.by);
  const when = localTime(counts.at).time;
  return `${name} was decided before: ${who} ${DECIDED[counts.choice]}, ${when}. Your decision is written down beside it, and the text stays.`;
}
