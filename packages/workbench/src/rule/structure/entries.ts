import { entriesIn, isPlaceholder } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

export const partEntries: Rule = {
  id: "structure.entries",
  title: "A part with fewer entries than it needs",
  why: "What stands in one paragraph cannot be ticked off, compared or tested one by one.",
  remedy: "Write one thing an item or a row.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.2 Non-Goals (Out of Scope)\n\nWe leave everything else alone.\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.2 Non-Goals (Out of Scope)\n\n- Readers on several machines\n- A shared cursor\n",
  },
  check: expecting("entries", ({ name, content }, { min }, { markdown }) => {
    const count = entriesIn(markdown, content).filter(({ text }) => !isPlaceholder(text)).length;
    const needed = min === 1 ? "at least 1 entry" : `at least ${min} entries`;
    return count < min ? `${quote(name)} has ${count} of ${needed}. ${partEntries.remedy}` : null;
  }),
};
