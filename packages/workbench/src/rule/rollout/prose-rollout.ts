// Rollouts that are written as lists or prose. Which sentence belongs to which step cannot be told, so they are read as a whole.
import type { Span } from "../../text/span.ts";
import { writingOf } from "../part-content.ts";
import { partsOf, type Subject } from "../subject.ts";
import { stepsIn } from "./read-rollout.ts";
import { isTrigger } from "./trigger-text.ts";

/** The heading of a rollout, with what is said below it. */
interface ProseRollout extends Span {
  readonly saysHow: boolean;
  readonly saysWhen: boolean;
}

const UNDONE =
  /\b(?:roll\w*[- ]?back|revert\w*|restor\w+|undo\w*|back out|abort\w*|switch(?:ed)? off|turn(?:ed)? off|disabl\w+|flag off)\b/i;
const WHEN = /\b(?:when|if|once|unless|as soon as|trigger\w*|on)\b[:\s]+([^,;]*)/i;
const EXCEEDED = />|≥|\b(?:exceeds?|above|below|over|under|more than|less than|threshold)\b/i;

export function proseRollouts(subject: Subject): ProseRollout[] {
  const { markdown, typed } = subject;
  const parts =
    typed === null
      ? []
      : partsOf(subject, "rollout").filter((part) => writingOf(markdown, part, typed.type) === "something");
  const rollbacks = partsOf(subject, "rollback").map(({ content }) => markdown.text.slice(content.from, content.to));
  return parts
    .filter((part) => stepsIn(subject, part).length === 0)
    .map(({ anchor, content }) => {
      const text = [markdown.text.slice(content.from, content.to), ...rollbacks].join("\n");
      return {
        from: anchor.from,
        to: anchor.to,
        saysHow: UNDONE.test(text),
        saysWhen: sentencesOf(text).some(saysWhen),
      };
    });
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.;!?])\s+|[\r\n|]+/);

function saysWhen(sentence: string): boolean {
  const condition = WHEN.exec(sentence)?.[1];
  if (EXCEEDED.test(sentence) && /\d/.test(sentence)) return true;
  return UNDONE.test(sentence) && condition !== undefined && isTrigger(condition);
}
