import { nearestWord } from "../../data/nearest-word.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unknownType: Rule = {
  id: "metadata.unknown-type",
  title: "A document type that nobody knows",
  why: "No rule of a type looks at the document, and its list, status and next step are missing.",
  remedy: "Write the name of a type of this workspace.",
  weight: "broken",
  appliesTo: "any",
  bad: { text: "---\nnomous: spce\n---\n\n# Resume\n\nReaders keep their own cursor.\n" },
  good: { text: "---\nnomous: spec\n---\n\n# Resume\n\nReaders keep their own cursor.\n" },
  *check({ unknownType: unknown }: Subject): Iterable<Problem> {
    if (unknown === null) return;
    const { named, known } = unknown;
    const meant = nearestWord(named.text, known);
    const remedy = meant === undefined ? `Write one of ${known.join(", ")}.` : `Was ${quote(meant)} meant?`;
    const message = `${quote(named.text)} is no type of document here. ${remedy}`;
    const fix =
      meant === undefined
        ? null
        : { title: `Write ${meant}`, edits: [{ from: named.from, to: named.to, insert: meant }] };
    yield { from: named.from, to: named.to, message, ...(fix !== null && { fix }) };
  },
};
