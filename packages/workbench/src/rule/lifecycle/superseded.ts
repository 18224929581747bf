import { fieldOf, fieldsOf } from "../../type/metadata.ts";
import { isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { STATUS_FIELDS } from "./status-fields.ts";

export const superseded: Rule = {
  id: "lifecycle.superseded",
  title: "A document that was replaced, without a link to what replaced it",
  why: "Whoever finds it by searching learns that it no longer holds, and not what does.",
  remedy: "Link the newer document, or say that nothing replaces it.",
  weight: "advice",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\nstatus: superseded\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: spec\nstatus: superseded\nsuperseded by: specs/2026-11-28-shared-cursor.md\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    const status = typed === null ? undefined : fieldOf(typed.metadata, STATUS_FIELDS);
    // What is no state, or a list of all, is told as such.
    if (typed === null || typed.state === null || status === undefined) return;
    if (!/\b(?:superseded|deprecated|replaced|obsolete)\b/i.test(status.text)) return;
    const isNamed = fieldsOf(typed.metadata, SUCCESSOR_FIELDS).some(({ text }) => !isPlaceholder(text));
    const { text, paragraphs } = markdown;
    const spans = [status, ...paragraphs].map(({ from, to }) => text.slice(from, to));
    if (isNamed || spans.some(namesSuccessor)) return;
    const { from, to } = status;
    yield {
      from,
      to,
      message: `It is ${quote(status.text)}, and nothing says what holds instead. ${superseded.remedy}`,
    };
  },
};

const SUCCESSOR_FIELDS = ["superseded by", "replaced by", "successor", "see", "supersededby", "replacedby"];

const namesSuccessor = (text: string): boolean =>
  /\b(?:supersed|replac|deprecat|obsolete|successor|in favou?r of|instead|newer)/i.test(text) &&
  /\]\(|\]\[|https?:|\.md\b|#\d|\bnothing\b|\bno (?:successor|replacement)\b/i.test(text);
