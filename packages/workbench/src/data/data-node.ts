// YAML and JSON as the one tree that positions need: where a value stands, and what is in it under which name.
import type { Span } from "../text/span.ts";
import type { ValueProblem } from "./check-value.ts";
import type { DataProblem } from "./data-problem.ts";

export interface DataNode extends Span {
  /** Those of a list are named by their index, from 0, and have no key. */
  readonly entries: readonly { readonly name: string; readonly key: Span | null; readonly value: DataNode }[];
}

/** Problems by name as problems by place, in the order of the text; what is missing is told where it belongs. */
export function locateProblems(root: DataNode, problems: readonly ValueProblem[]): DataProblem[] {
  const located = problems.map(({ message, ...place }) => {
    const { from, to } = findSpan(root, place);
    return { from, to, message };
  });
  return located.toSorted((a, b) => a.from - b.from);
}

function findSpan(root: DataNode, { path, isAboutKey }: Omit<ValueProblem, "message">): Span {
  let node = root;
  let key: Span | null = null;
  for (const step of path) {
    const entry = node.entries.find(({ name }) => name === String(step));
    if (entry === undefined) return key ?? node.entries[0]?.key ?? node;
    ({ key, value: node } = entry);
  }
  return key !== null && (isAboutKey || node.from === node.to) ? key : node;
}
