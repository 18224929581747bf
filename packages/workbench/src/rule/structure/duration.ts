import { isDuration, quantitiesIn } from "../../prose/quantity.ts";
import { writtenIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

/** "half a day", "an hour", and a day at which it ends. */
const IN_WORDS =
  /\b(?:a|an|one|half an?)\s+(?:minute|hour|day|week|month|quarter|sprint|year)\b|\b\d{4}-\d{2}-\d{2}\b/i;

export const partDuration: Rule = {
  id: "structure.duration",
  title: "A part that does not say how long",
  why: "Work without a limit ends when somebody loses patience, and then it ends without an answer.",
  remedy: "Write a number of hours, days or weeks, or the day at which it ends.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 1. Overview\n\n- **Timeline:** Until we know which batch size is best.\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 1. Overview\n\n- **Timeline:** Two days; without an answer by then we stay at a batch of 1.\n",
  },
  check: expecting("duration", ({ name, content }, _, { markdown, typed }) => {
    const text = writtenIn(markdown, content, typed.type);
    const isTold = quantitiesIn(text).some(isDuration) || IN_WORDS.test(text);
    return isTold ? null : `${quote(name)} does not say how long. ${partDuration.remedy}`;
  }),
};
