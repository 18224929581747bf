import { spansWithin } from "../../text/span.ts";
import { fencesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

/** A contract may well live in a file of its own. */
const CONTRACT_FILE = /\.(?:ya?ml|json|proto|graphqls?|sql|prisma|ts|md)(?:[?#].*)?$/i;

export const partFence: Rule = {
  id: "structure.fence",
  title: "A part that tells in prose what has to be shown",
  why: "Two people build two things from one description of a contract; from the contract itself they build one.",
  remedy: "Show it in a fence that names its language, or link the file that has it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\nscopes: [api]\n---\n# Resume\n\n## 5. Detailed Design\n\n### 5.1 API Interfaces\n\nThe client sends its cursor and gets the items that follow.\n",
  },
  good: {
    text: "---\nnomous: spec\nscopes: [api]\n---\n# Resume\n\n## 5. Detailed Design\n\n### 5.1 API Interfaces\n\n```ts\ninterface Open { stream: string; after: number }\n```\n",
  },
  check: expecting("fence", ({ name, content }, { languages }, { markdown }) => {
    const isShown = fencesIn(markdown, content).some(({ language }) => language === "" || languages.includes(language));
    const isLinked = spansWithin(markdown.links, content).some(
      ({ target }) => target !== null && CONTRACT_FILE.test(target),
    );
    if (isShown || isLinked) return null;
    return `${quote(name)} shows no ${languages.slice(0, 3).join(", ")} or the like. ${partFence.remedy}`;
  }),
};
