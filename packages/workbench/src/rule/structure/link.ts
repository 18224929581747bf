import { spansWithin } from "../../text/span.ts";
import { citationsIn } from "../citation/code-citation.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

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
  check: expecting("link", ({ name, content }, _, subject) => {
    const { text, links } = subject.markdown;
    const hasLink = spansWithin(links, content).some(({ isImage, isShortcut }) => !isImage && !isShortcut);
    const hasAddress = /\bhttps?:\/\/\S/.test(text.slice(content.from, content.to));
    if (hasLink || hasAddress || spansWithin(citationsIn(subject), content).length > 0) return null;
    return `${quote(name)} links nothing. ${partLink.remedy}`;
  }),
};
