import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { writtenIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

export const partNumber: Rule = {
  id: "structure.number",
  title: "A part without a number where one is needed",
  why: "Without a number everybody reads their own into it, and nobody can tell later whether it was met.",
  remedy: "Give the number with its unit, or say that it is an estimate.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 3. Results\n\n### Performance data\n\nLarger batches were clearly faster on this machine.\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 3. Results\n\n### Performance data\n\nBatches of 8 took 41 ms a token, single ones 63 ms.\n",
  },
  check: expecting("number", ({ part, name, content }, _, { markdown, typed }) => {
    // Criteria are told one by one by the rules about them.
    if (part.role === "criteria") return null;
    const numbers = quantitiesIn(withoutIds(writtenIn(markdown, content, typed.type)));
    return numbers.length > 0 ? null : `${quote(name)} has no number. ${partNumber.remedy}`;
  }),
};
