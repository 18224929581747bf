// A trace drawn from left to right. Its things are buttons, its lines say what the one does for the other where a person looks.
import type { TraceNode } from "@nomous/client";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { stepsAt, type TraceGraph, whyText } from "./trace-graph.ts";
import {
  layoutTrace,
  middleOf,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Point,
  type PlacedStep,
  stepPath,
} from "./trace-layout.ts";
import { NodeLines } from "./trace-node.tsx";
import { walk } from "./trace-walk.ts";

interface TraceDrawingProps {
  graph: TraceGraph;
  /** The one that a person looks at. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onOpen: (node: TraceNode) => void;
}

export function TraceDrawing({ graph, chosen, onChoose, onOpen }: TraceDrawingProps) {
  const layout = useMemo(() => layoutTrace(graph), [graph]);
  const scroller = useRef<HTMLDivElement>(null);
  const first = graph.nodes.keys().next().value;
  const reached = chosen ?? first;
  // Only a new trace is scrolled: who looks around scrolls by themselves.
  const [begin] = useState(chosen);
  useEffect(() => {
    // Where the drawing is larger than the screen it begins at what was asked for.
    const place = begin === undefined ? undefined : layout.places.get(begin);
    const box = scroller.current;
    if (place !== undefined && box !== null)
      box.scrollTo(place.x - box.clientWidth / 2, place.y - box.clientHeight / 2);
  }, [layout, begin]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const id = (event.target as HTMLElement).dataset["id"];
    if (id === undefined || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const next = walk(graph, layout, id, event.key);
    const button = scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return (
    // Arrows walk between the things inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section ref={scroller} className="trace-drawing" aria-label="What leads to what" onKeyDown={onKeyDown}>
      <div className="trace-sheet" style={{ width: layout.width, height: layout.height }}>
        <svg width={layout.width} height={layout.height} aria-hidden="true">
          {layout.steps.map((placed) => (
            <StepLine key={`${placed.step.from} ${placed.step.to}`} placed={placed} chosen={chosen} />
          ))}
        </svg>
        {[...graph.nodes.values()].map((node) => (
          <NodeButton
            key={node.id}
            node={node}
            place={layout.places.get(node.id)}
            heard={heardText(graph, node.id)}
            isChosen={node.id === chosen}
            isFirst={node.id === reached}
            onChoose={onChoose}
            onOpen={onOpen}
          />
        ))}
      </div>
    </section>
  );
}

function StepLine({ placed: { step, points }, chosen }: { placed: PlacedStep; chosen: string | undefined }) {
  const isNear = step.from === chosen || step.to === chosen;
  const [end, middle] = [points.at(-1), middleOf(points)];
  return (
    <g className={isNear ? "step is-near" : "step"}>
      <path d={stepPath(points)} />
      {end !== undefined && <path className="head" d={`M${end.x} ${end.y}l-6 -3.5v7z`} />}
      {isNear && (
        <text x={middle.x} y={middle.y - 4} textAnchor="middle">
          {whyText(step)}
        </text>
      )}
    </g>
  );
}

/** What the lines say to whoever does not see them. */
function heardText(graph: TraceGraph, id: string): string {
  const nameOf = (other: string): string => graph.nodes.get(other)?.title ?? other;
  return stepsAt(graph, id)
    .map((step) =>
      step.to === id ? `after ${nameOf(step.from)}: ${whyText(step)}` : `before ${nameOf(step.to)}: ${whyText(step)}`,
    )
    .join("; ");
}

interface NodeButtonProps extends Pick<TraceDrawingProps, "onChoose" | "onOpen"> {
  node: TraceNode;
  place: Point | undefined;
  heard: string;
  isChosen: boolean;
  /** The one that Tab comes to. */
  isFirst: boolean;
}

function NodeButton({ node, place, heard, isChosen, isFirst, onChoose, onOpen }: NodeButtonProps) {
  if (place === undefined) return null;
  const { id, freshness } = node;
  return (
    <button
      type="button"
      className="trace-node"
      data-id={id}
      data-freshness={freshness ?? undefined}
      aria-current={isChosen ? "true" : undefined}
      tabIndex={isFirst ? 0 : -1}
      style={{ left: place.x - NODE_WIDTH / 2, top: place.y - NODE_HEIGHT / 2, width: NODE_WIDTH, height: NODE_HEIGHT }}
      onFocus={() => onChoose(id)}
      onPointerEnter={() => onChoose(id)}
      onClick={() => onOpen(node)}
    >
      <NodeLines node={node} />
      <span className="heard">{heard}</span>
    </button>
  );
}
