import { spansWithin } from "../../text/span.ts";
import { citationsIn } from "../citation/code-citation.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";
import { hasAddress } from "./has-address.ts";

export const partCitation: Rule = {
  id: "structure.citation",
  title: "A part that cites nothing",
  why: "What is said about the code cannot be checked, and nobody notices when it stops being true.",
  remedy: "Write where it stands, such as `src/session.ts:10-40`, or link it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\nThe cursor moves forward only, and a reader asks for what follows it.\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\nThe cursor moves forward only (`src/cursor.ts:1`), and a reader asks for what follows it.\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  check: expecting("citation", ({ name, content }, _, subject) => {
    const { text, links } = subject.markdown;
    const isSourced =
      spansWithin(links, content).some(({ isShortcut, isImage }) => !isShortcut && !isImage) ||
      spansWithin(citationsIn(subject), content).length > 0 ||
      hasAddress(text, content);
    if (isSourced) return null;
    return `${quote(name)} cites nothing. ${partCitation.remedy}`;
  }),
};
