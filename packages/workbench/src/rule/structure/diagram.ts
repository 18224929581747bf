import { spansWithin } from "../../text/span.ts";
import { fencesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

const LANGUAGES: ReadonlySet<string> = new Set(
  "mermaid plantuml puml uml dot graphviz d2 structurizr c4 ditaa svgbob ascii".split(" "),
);
/** Boxes and arrows drawn with signs. */
const DRAWN = /[─│┌┐└┘├┤╭╰╔═▶►◀▼▲]|[-=]{2,}>|<[-=]{2,}|\+-{2,}/;

export const partDiagram: Rule = {
  id: "structure.diagram",
  title: "A part without the drawing that it is for",
  why: "Who talks to whom takes a page of prose, and every reader draws it anew.",
  remedy: "Draw it in a fence such as `mermaid`, or insert a picture.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\nThe browser talks to the bridge, and the bridge to the log.\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n```mermaid\nflowchart LR\n  browser --> bridge --> log\n```\n",
  },
  check: expecting("diagram", ({ name, content }, _, { markdown }) => {
    const { text, links, html } = markdown;
    const isDrawn =
      fencesIn(markdown, content).some(
        ({ language, body }) => LANGUAGES.has(language) || DRAWN.test(text.slice(body.from, body.to)),
      ) ||
      spansWithin(links, content).some(({ isImage }) => isImage) ||
      spansWithin(html, content).some(({ from, to }) =>
        /<(?:img|svg|picture|object|iframe)\b/i.test(text.slice(from, to)),
      );
    return isDrawn ? null : `${quote(name)} has no drawing. ${partDiagram.remedy}`;
  }),
};
