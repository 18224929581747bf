// The graph as the text of a Mermaid flowchart, for pages that draw such text.
import type { TraceGraph, TraceNode } from "./trace.ts";

const LONGEST_TITLE = 60;

/** Ends with a line end. The same graph gives the same text. */
export function traceMermaid({ nodes, edges }: TraceGraph): string {
  const names = new Map(nodes.map(({ id }, i) => [id, `n${i + 1}`]));
  return [
    "flowchart LR",
    ...nodes.map((node) => `  ${names.get(node.id) ?? ""}["${labelOf(node)}"]`),
    ...edges.map(({ from, to, why }) => `  ${names.get(from) ?? ""} -->|${escaped(why)}| ${names.get(to) ?? ""}`),
    "",
  ].join("\n");
}

function labelOf({ kind, title, state, freshness }: TraceNode): string {
  const short = title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
  const standing = [state, freshness === null || freshness === "fresh" ? "" : freshness.replace("-", " ")];
  const behind = standing.filter((word) => word !== "").join(", ");
  return escaped(`${kind}: ${short}${behind === "" ? "" : ` (${behind})`}`);
}

/** What would end a label, or be read as Markdown or HTML, as its code. */
const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[#"<>&`*_|[\](){}\\]/g, (letter) => `#${letter.charCodeAt(0)};`);
