import { nearestWord } from "../../data/nearest-word.ts";
import { fieldOf } from "../../type/metadata.ts";
import { headingKey } from "../../type/locate-parts.ts";
import { namesOfField } from "../../type/set-field.ts";
import { isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unknownChoice: Rule = {
  id: "metadata.unknown-choice",
  title: "A value that its field does not know",
  why: "Rules and lists that look at the field take the document for one that says nothing.",
  remedy: "Write one of the values that the field has.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: plan\ncompatibility: whatever works\n---\n# Shared dictionary\n\n## 1. Overview\n\nFrames get smaller.\n",
  },
  good: {
    text: "---\nnomous: plan\ncompatibility: no breaking changes\n---\n# Shared dictionary\n\n## 1. Overview\n\nFrames get smaller.\n",
  },
  *check({ typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    for (const field of typed.type.fields) {
      const { choices = [] } = field;
      const value = choices.length > 0 ? fieldOf(typed.metadata, namesOfField(field)) : undefined;
      if (value === undefined || isPlaceholder(value.text)) continue;
      if (choices.some((choice) => headingKey(choice) === headingKey(value.text))) continue;
      const meant = nearestWord(value.text, choices);
      const remedy = meant === undefined ? `Write one of: ${choices.join(", ")}.` : `Was ${quote(meant)} meant?`;
      yield {
        from: value.from,
        to: value.to,
        message: `${quote(value.text)} is no choice of ${quote(field.key)}. ${remedy}`,
      };
    }
  },
};
