import { itemsIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

export const partTasks: Rule = {
  id: "structure.tasks",
  title: "A list to tick off without boxes",
  why: "Nobody sees what is done and what is left.",
  remedy: "Begin each item with `- [ ]`.",
  weight: "advice",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- A reader resumes at its cursor within 200 ms\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] A reader resumes at its cursor within 200 ms\n",
  },
  check: expecting("tasks", ({ name, content }, _, { markdown }) => {
    const items = itemsIn(markdown, content);
    if (items.length === 0 || items.some(({ task }) => task !== null)) return null;
    return `No item of ${quote(name)} can be ticked off. ${partTasks.remedy}`;
  }),
};
