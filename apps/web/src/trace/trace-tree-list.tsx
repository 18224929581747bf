import type { TraceNode } from "@nomous/client";
import { CopyButton } from "../ui/copy-button.tsx";
import { moveFocus } from "../ui/menu.tsx";
import type { TraceGraph } from "./trace-graph.ts";
import { NodeLines } from "./trace-node.tsx";
import { treeRows } from "./trace-tree.ts";

/** No further in than a phone has room for. */
const MOST_DEPTH = 6;

interface TraceTreeListProps {
  graph: TraceGraph;
  onOpen: (node: TraceNode) => void;
}

/** The trace of a screen without room for a drawing. */
export function TraceTreeList({ graph, onOpen }: TraceTreeListProps) {
  return (
    // Arrows move between the lines.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="trace-tree" aria-label="What leads to what" onKeyDown={moveFocus}>
      {treeRows(graph).map(({ node, depth, why, isAgain }, n) => (
        <li key={n} style={{ paddingInlineStart: Math.min(depth, MOST_DEPTH) * 16 }}>
          {why !== "" && <span className="why meta">{why}</span>}
          {node.kind === "commit" ? (
            <div className="copied">
              <div className="trace-node">
                <NodeLines node={node} />
              </div>
              <CopyButton text={node.id} label="Copy id" name={`Copy id of ${node.title}`} />
            </div>
          ) : (
            <button
              type="button"
              className="trace-node"
              data-freshness={node.freshness ?? undefined}
              onClick={() => onOpen(node)}
            >
              <NodeLines node={node} isAgain={isAgain} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
