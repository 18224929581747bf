// "None", and "none, because nothing is stored": the second is an answer where something is asked for, the first is not.
import { countWords, isPlaceholder } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";

const NONE =
  /^(?:none|nothing|no|not|n\/a|unnecessary)\b(?:\s+(?:needed|required|necessary|applicable|possible|rollback|to \w+(?: back)?))*[\s,.:;–—(-]*(?:(?:because|since|as)\s+)?(.*)$/is;

/** A reason of one word is none. */
const MIN_WORDS = 2;

/** `TBD` is told wherever it stands, so that those who ask for a reason need not. */
type Waiver = "with a reason" | "without a reason" | "left open";

/** What a text says of a thing that is not there; null when it says something else. */
export function waiverIn(text: string): Waiver | null {
  if (isLeftOpen(text)) return "left open";
  if (isPlaceholder(text)) return "without a reason";
  const reason = NONE.exec(text.trim())?.[1];
  if (reason === undefined) return null;
  return countWords(reason) >= MIN_WORDS ? "with a reason" : "without a reason";
}
