// One thing of a trace as a button: what it is, what it is called, how far it is and whether it still holds.
import type { TraceNode } from "@nomous/client";
import { FRESHNESS_MARKS } from "../library/document-words.ts";
import { MarkStatus } from "../library/mark-status.tsx";
import { KindGlyph } from "./kind-glyph.tsx";

/** A title that is a path, as nobody gave it another. */
const isPath = ({ title }: TraceNode): boolean => /^\S+\/\S+$/.test(title);

interface NodeLinesProps {
  node: TraceNode;
  /** It is one that was told before. */
  isAgain?: boolean;
}

export function NodeLines({ node, isAgain = false }: NodeLinesProps) {
  return (
    <>
      <span className="row">
        <KindGlyph kind={node.kind} />
        <span className={isPath(node) ? "name mono cut" : "name cut"}>{node.title || node.id}</span>
      </span>
      <NodeFacts node={node} isAgain={isAgain} />
    </>
  );
}

function NodeFacts({ node: { kind, id, state, freshness }, isAgain }: Required<NodeLinesProps>) {
  return (
    <span className="node-facts meta">
      <span>{kind}</span>
      {kind === "commit" && <span className="mono">{id.slice(0, 7)}</span>}
      {state !== "" && <span className="cut">{state}</span>}
      {freshness !== null && freshness !== "fresh" && <MarkStatus mark={FRESHNESS_MARKS[freshness]} />}
      {isAgain && <span>told above</span>}
    </span>
  );
}
