// The diagrams that a Markdown fence can hold, told by its language.
import type { Diagram } from "./diagram.ts";
import { readD2 } from "./read-d2.ts";
import { readDot } from "./read-dot.ts";
import { isDrawing, readDrawing } from "./read-drawing.ts";
import { readMermaid } from "./read-mermaid.ts";
import { readPlantuml } from "./read-plantuml.ts";

const READERS: ReadonlyMap<string, (text: string) => Diagram> = new Map([
  ["d2", readD2],
  ["dot", readDot],
  ["graphviz", readDot],
  ["gv", readDot],
  ["mermaid", readMermaid],
  ["mmd", readMermaid],
  ["plantuml", readPlantuml],
  ["puml", readPlantuml],
]);

/** Languages of plain text, which may be a drawing. */
const PLAIN: ReadonlySet<string> = new Set(["", "ascii", "ditaa", "diagram", "plain", "plaintext", "text", "txt"]);

/** Reads the text of a fence whose info string is `language`; null where it holds no diagram. */
export function readDiagram(language: string, text: string): Diagram | null {
  const [word = ""] = language
    .trim()
    .toLowerCase()
    .split(/[\s{,:]/, 1);
  const reader = READERS.get(word);
  if (reader !== undefined) return reader(text);
  return PLAIN.has(word) && isDrawing(text) ? readDrawing(text) : null;
}
