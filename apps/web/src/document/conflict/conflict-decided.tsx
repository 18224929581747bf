// How a conflict ended: who decided, and what a later decision would have made of it. That one changed nothing, and is not lost.
import type { PlacedConflict } from "@nomous/client";
import { useRuntime } from "../../hooks/use-client.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Status } from "../../ui/status.tsx";
import { keptText, type SidesView } from "./conflict-sides.ts";
import { type Decision, decisionsOf } from "./conflict-words.ts";
import { useViewer } from "./use-viewer.ts";

interface ConflictDecidedProps {
  placed: PlacedConflict;
  sides: SidesView;
}

export function ConflictDecided({ placed, sides }: ConflictDecidedProps) {
  const viewer = useViewer();
  const { clock } = useRuntime();
  const decisions = decisionsOf(placed, sides, viewer, clock.now());
  return (
    <section className="conflict-actions decided" aria-label="Decided">
      <h2>{placed.resolutions.length === 0 ? "Decided here" : "Decided"}</h2>
      {placed.waiting !== undefined && (
        <p>
          <Status glyph="waits" tone="warning">
            You {keptText(placed.waiting, sides)}. It waits in this browser until the bridge has it; until then you can
            choose otherwise.
          </Status>
        </p>
      )}
      <ul>
        {decisions.map((decision, n) => (
          <DecisionItem key={n} decision={decision} />
        ))}
      </ul>
    </section>
  );
}

function DecisionItem({ decision: { text, isFirst, result } }: { decision: Decision }) {
  return (
    <li>
      <div className="row">
        <Status glyph={isFirst ? "check" : "note"} tone={isFirst ? "ok" : "note"}>
          {text}
        </Status>
        <span className="muted">{isFirst ? "it counts" : "after that one: it changed nothing"}</span>
        <span className="grow" />
        {result !== "" && <CopyButton text={result} label="Copy its text" />}
      </div>
      {/* What counts stands in the document. */}
      {!isFirst && <p className="result">{result === "" ? <span className="muted">Removed</span> : result}</p>}
    </li>
  );
}
