import { allParts } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import { type Sentence, sentencesIn } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";

export const manyQuestions: Rule = {
  id: "spike.many-questions",
  title: "A spike that asks more than one question",
  why: "A time-box holds one answer. With two questions the easier one is answered, and the spike counts as done.",
  remedy: "Keep the one that a decision waits for, and give each of the others a spike of its own.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith("at a p95 below 5 ms?", "at a p95 below 5 ms? And how should frames be batched?"),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    // Research may ask as much as it likes: nothing is decided by it.
    const decides = [...allParts(typed?.type.parts ?? [])].some(({ role }) => role === "recommendation");
    if (!decides) return;
    for (const { content } of partsOf(subject, "question")) {
      const [, second] = sentencesIn(markdown, content).flatMap(questionsIn);
      if (second === undefined) continue;
      const { from, to } = second;
      yield {
        from,
        to,
        message: `${quote(markdown.text.slice(from, to))} is a second question. ${manyQuestions.remedy}`,
      };
    }
  },
};

const ASKS_AGAIN =
  /(?:,?\s+(?:and|or|as well as|but also)\s+(?:also\s+)?)(?=(?:how|what|which|whether|why|where|when|who)\b)|(?:[,;]\s+(?:and|or)\s+)(?=(?:can|could|should|does|do|is|are|will)\b)/i;

/** The questions of a sentence, direct or not: one that asks twice is cut where it asks again. */
function questionsIn({ from, to, text }: Sentence): Sentence[] {
  if (!text.includes("?") && !/\b(?:how|what|which|whether|why|where|when|who)\b/i.test(text)) return [];
  const again = ASKS_AGAIN.exec(text);
  if (again === null) return text.includes("?") || ASKS_FIRST.test(text) ? [{ from, to, text }] : [];
  const cut = again.index + again[0].length;
  return [
    { from, to: from + again.index, text: text.slice(0, again.index) },
    { from: from + cut, to, text: text.slice(cut) },
  ];
}

const ASKS_FIRST =
  /^[\s\d.)-]*(?:how|what|which|whether|why|where|when|who|find out|determine|decide|learn|measure)\b/i;
