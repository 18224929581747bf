import { plainText } from "../../text/plain-text.ts";
import type { Problem, Rule } from "../rule.ts";
import { writingOf } from "../part-content.ts";
import { partsOf, type Subject } from "../subject.ts";

const bad = [
  "---",
  "nomous: research",
  "---",
  "# How readers resume",
  "",
  "## Research Question",
  "",
  "Readers and their cursors.",
  "",
].join("\n");

export const questionWithoutMark: Rule = {
  id: "research.question-missing-mark",
  title: "A question that asks nothing",
  why: "Nobody can tell when a topic is answered, so the text grows until its author is tired.",
  remedy: "Ask it: what would somebody know afterwards that nobody knows now?",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: bad },
  good: { text: bad.replace("Readers and their cursors.", "Where does a reader continue after its tab was closed?") },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const part of partsOf(subject, "question")) {
      const text = plainText(markdown.tree, markdown.text, part.content);
      if (writingOf(markdown, part, typed.type) !== "something" || ASKS.test(text)) continue;
      const { from, to } = part.anchor;
      yield { from, to, message: `Nothing is asked here. ${questionWithoutMark.remedy}` };
    }
  },
};

/** A question, an indirect one, or the order to find something out. */
const ASKS = new RegExp(
  [
    "\\?",
    "\\b(?:how|what|which|whether|why|where|who)\\b",
    `(?:^|[.!:;\\n]\\s*|\\b(?:to|and|please|then|thoroughly|carefully)\\s+)(?:research|investigate|determine|identify|explore|document|compare|evaluate|assess|describe|analy[sz]e|map|trace|clarify|decide|establish|measure|examine|review|study|explain|resolve|verify|check|audit|catalogu?e|list|summari[sz]e|survey|debug|diagnose|discover|search|locate|inspect|find(?: out)?|figure out|look (?:into|for))\\b`,
    "\\b(?:research|investigation|analysis|comparison|survey|root cause) (?:of|into|on)\\b",
  ].join("|"),
  "i",
);
