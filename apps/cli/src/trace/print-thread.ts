// A thread as a tree: what led to a node above it, what it leads to below, each node in one line. A graph is no tree, so a node that comes again is
// named and not followed again.
import type { TraceEdge, TraceGraph, TraceNode } from "@nomous/workbench";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";

const LONGEST_TITLE = 96;
const COMMIT_DIGITS = 12;
const DOCUMENTS: ReadonlySet<TraceNode["kind"]> = new Set(["research", "spike", "spec", "plan", "document"]);

type Way = "up" | "down";

interface Printing {
  readonly console: Console;
  readonly nodes: ReadonlyMap<string, TraceNode>;
  /** By the end that is stood on. */
  readonly edges: ReadonlyMap<string, readonly TraceEdge[]>;
  readonly way: Way;
  readonly told: Set<string>;
}

/** The thread of one node. */
export function printThread(console: Console, graph: TraceGraph, node: TraceNode): void {
  console.print(lineOf(console, node));
  for (const way of ["up", "down"] as const) {
    const printing = printingOf(console, graph, way);
    printing.told.add(node.id);
    const edges = printing.edges.get(node.id) ?? [];
    if (edges.length === 0) continue;
    console.print(console.style("bold", way === "up" ? "Comes from" : "Leads to"));
    for (const edge of edges) printBranch(printing, edge, 1);
  }
}

/** All documents, each below the one that it was made from; those that were made from none come first. */
export function printHeads(console: Console, graph: TraceGraph): void {
  const documents = graph.nodes.filter(({ kind }) => DOCUMENTS.has(kind));
  const ids = new Set(documents.map(({ id }) => id));
  const between = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const printing = printingOf(console, { nodes: documents, edges: between }, "down");
  const made = new Set(between.map(({ to }) => to));
  const heads = documents.filter(({ id }) => !made.has(id));
  // What leads in a circle has no head.
  for (const node of [...heads, ...documents]) {
    if (printing.told.has(node.id)) continue;
    printing.told.add(node.id);
    console.print(lineOf(console, node));
    printInside(console, graph, node, 1);
    for (const edge of printing.edges.get(node.id) ?? []) printBranch(printing, edge, 1, graph);
  }
}

function printingOf(console: Console, { nodes, edges }: TraceGraph, way: Way): Printing {
  return {
    console,
    way,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    edges: Map.groupBy(edges, (edge) => (way === "up" ? edge.to : edge.from)),
    told: new Set(),
  };
}

/** `whole` is given where each document is told with what stands in it. */
function printBranch(printing: Printing, edge: TraceEdge, depth: number, whole?: TraceGraph): void {
  const { console, nodes, edges, way, told } = printing;
  const node = nodes.get(way === "up" ? edge.from : edge.to);
  if (node === undefined) return;
  const isAgain = told.has(node.id);
  const again = isAgain && (edges.get(node.id) ?? []).length > 0 ? ", told above" : "";
  console.print(`${"  ".repeat(depth)}${lineOf(console, node, `${edge.why}${again}`)}`);
  if (isAgain) return;
  told.add(node.id);
  if (whole !== undefined) printInside(console, whole, node, depth + 1);
  for (const next of edges.get(node.id) ?? []) printBranch(printing, next, depth + 1, whole);
}

/** How many goals, experiments, decisions and tasks a document has, in a line. */
function printInside(console: Console, { nodes }: TraceGraph, { id }: TraceNode, depth: number): void {
  const own = nodes.filter((node) => node.id.startsWith(`${id}#`));
  const counted = [...Map.groupBy(own, ({ kind }) => kind)].map(([kind, some]) => {
    const states = [...Map.groupBy(some, ({ state }) => state)].map(([state, those]) => `${those.length} ${state}`);
    const rest = kind === "task" ? ` (${states.join(", ")})` : "";
    return `${some.length} ${kind}${some.length === 1 ? "" : "s"}${rest}`;
  });
  if (counted.length > 0) console.print(`${"  ".repeat(depth)}${console.style("dim", counted.join(", "))}`);
}

function lineOf(console: Console, { kind, title, state, freshness, place, id }: TraceNode, why = ""): string {
  const cut = title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
  const standing = [state, freshness?.replace("-", " ") ?? ""].filter((word) => word !== "").join(", ");
  const where = place === null ? id.slice(0, COMMIT_DIGITS) : `${place.path}:${place.line}`;
  return [
    console.style("bold", kind),
    withoutControls(cut),
    ...(standing === "" ? [] : [withoutControls(`(${standing})`)]),
    console.style("dim", withoutControls([where, ...(why === "" ? [] : [why])].join("  "))),
  ].join("  ");
}
