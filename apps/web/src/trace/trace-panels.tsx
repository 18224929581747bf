// Below the trace: what leads nowhere, and beside it the lines as words.
import type { CoverageGap, TraceNode } from "@nomous/client";
import { Link } from "wouter";
import { traceAddress } from "../address.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { moveFocus } from "../ui/menu.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Empty } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { type Step, stepsAt, type TraceGraph, whyText } from "./trace-graph.ts";

interface GapsProps {
  gaps: readonly CoverageGap[];
  onGo: (place: CoverageGap["place"]) => void;
}

export function Gaps({ gaps, onGo }: GapsProps) {
  return (
    <section aria-label="Gaps" data-region="" tabIndex={-1}>
      <header>
        <b>Gaps</b>
        <span className="muted cut">what leads to nothing, or comes from nothing</span>
      </header>
      {gaps.length === 0 && (
        <Empty>No gaps. A goal without a task, or a question that nobody answered, is listed here.</Empty>
      )}
      {/* Arrows move between the lines; Enter goes to the place. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="problem-list" onKeyDown={moveFocus}>
        {gaps.map(({ kind, words, place }) => (
          <li key={`${kind} ${words} ${place.path}:${place.line}`}>
            <button type="button" onClick={() => onGo(place)}>
              <Glyph name="warning" tone="warning" />
              <span className="words">{words}</span>
              <span className="at gap-place">
                <span className="cut">{place.path.split("/").at(-1)}</span>:{place.line}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StepsPanelProps {
  graph: TraceGraph;
  /** Whose steps are told; all of them without one. */
  chosen: TraceNode | undefined;
  /** The node that the page is about. */
  asked: string | null;
  onChoose: (id: string | undefined) => void;
}

/** The lines of the drawing as a table: of one thing, or of all. */
export function StepsPanel({ graph, chosen, asked, onChoose }: StepsPanelProps) {
  const steps = chosen === undefined ? graph.steps : stepsAt(graph, chosen.id);
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label="Steps" data-region="" tabIndex={0}>
      <header>
        <b className="cut">{chosen === undefined ? "All steps" : chosen.title || chosen.id}</b>
        {chosen?.kind === "commit" && (
          <>
            <span className="mono muted">{chosen.id.slice(0, 12)}</span>
            <CopyButton text={chosen.id} label="Copy id" name={`Copy id of ${chosen.title}`} />
          </>
        )}
        <span className="grow" />
        {chosen !== undefined && chosen.id !== asked && <Link href={traceAddress(chosen.id)}>Trace it alone</Link>}
        {chosen !== undefined && (
          <Button look="quiet" className="small" onClick={() => onChoose(undefined)}>
            All {plural(graph.steps.length, "step")}
          </Button>
        )}
      </header>
      {steps.length === 0 ? (
        <Empty>Nothing leads to it, and it leads to nothing.</Empty>
      ) : (
        <StepTable graph={graph} steps={steps} />
      )}
    </section>
  );
}

function StepTable({ graph, steps }: { graph: TraceGraph; steps: readonly Step[] }) {
  const nameOf = (id: string): string => graph.nodes.get(id)?.title || id;
  return (
    <table className="steps-table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">What it does</th>
          <th scope="col">To</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={`${step.from} ${step.to}`}>
            <td>{nameOf(step.from)}</td>
            <td className="muted">{whyText(step)}</td>
            <td>{nameOf(step.to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
