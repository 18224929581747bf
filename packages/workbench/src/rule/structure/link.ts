import { spansWithin } from "../../text/span.ts";
import { citationsIn } from "../citation/code-citation.ts";
import { isCodeFile } from "../citation/text-file.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";
import { hasAddress } from "./has-address.ts";

export const partLink: Rule = {
  id: "structure.link",
  title: "A part that links nothing",
  why: "The reader cannot look up what the text relies on, so each has to ask the author.",
  remedy: "Link the document, issue or page that it comes from.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 2. Context and Motivation\n\nSupport asks for it: readers lose their place when they reload.\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 2. Context and Motivation\n\nSupport asks for it ([the requirements](https://example.com/prd/12)): readers lose their place when they reload.\n",
  },
  // Code says what is there, not who asked for something else.
  check: expecting("link", ({ name, content }, _, subject) => {
    const { text, links } = subject.markdown;
    const isLinked =
      spansWithin(links, content).some(
        ({ isImage, isShortcut, target }) => !isImage && !isShortcut && !isCodeFile(target?.replace(/#.*$/, "") ?? ""),
      ) ||
      spansWithin(citationsIn(subject), content).some(({ path }) => !isCodeFile(path)) ||
      hasAddress(text, content);
    if (isLinked) return null;
    return `${quote(name)} links nothing. ${partLink.remedy}`;
  }),
};
