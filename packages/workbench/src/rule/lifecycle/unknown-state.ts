import { nearestWord } from "../../data/nearest-word.ts";
import { fieldsOf } from "../../type/metadata.ts";
import { isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { STATUS_FIELDS } from "./status-fields.ts";

export const unknownState: Rule = {
  id: "lifecycle.unknown-state",
  title: "A status that is no state of the document's type, or several",
  why: "Nobody can tell whether the text may be relied on, and what it lacks is weighed as in a draft.",
  remedy: "Write one of the states of the type.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\nstatus: almost there\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: spec\nstatus: in-review\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const [status, ...others] = fieldsOf(typed.metadata, STATUS_FIELDS);
    const last = others.findLast(({ name }) => name === status?.name);
    if (status === undefined || isPlaceholder(status.text)) return;
    const { from, to, text } = status;
    if (last !== undefined)
      yield { from, to: last.to, message: "The status is several states. Write the one it is in." };
    if (last !== undefined || typed.state !== null) return;
    const labels = typed.type.states.map(({ label }) => label);
    const meant = nearestWord(
      text,
      typed.type.states.flatMap(({ name, label }) => [name, label]),
    );
    const what = isListOfAll(text, labels)
      ? "The status lists all the states."
      : `${quote(text)} is no state of this type.`;
    const remedy = meant === undefined ? `Write one of: ${labels.join(", ")}.` : `Was ${quote(meant)} meant?`;
    yield { from, to, message: `${what} ${remedy}` };
  },
};

/** The template's cell, of which one was to be left. */
const isListOfAll = (text: string, labels: readonly string[]): boolean =>
  labels.filter((label) => text.toLowerCase().includes(label.toLowerCase())).length > 1;
