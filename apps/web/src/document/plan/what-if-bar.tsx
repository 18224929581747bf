// What a person tries, in one line with its two ends: it becomes a suggestion, or it is forgotten.
import type { PlanChange } from "@nomous/workbench/plans";
import { useIsOnline } from "../../hooks/use-client.ts";
import { Button } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import type { Suggesting } from "./use-suggest.ts";
import { whatIfText } from "./what-if.ts";

interface WhatIfBarProps {
  changes: readonly PlanChange[];
  /** Why it makes no sense. */
  problems: readonly string[];
  /** Tasks would wait for each other. */
  isCircle: boolean;
  suggesting: Suggesting;
  onDiscard: () => void;
}

export function WhatIfBar({ changes, problems, isCircle, suggesting, onDiscard }: WhatIfBarProps) {
  const isOnline = useIsOnline();
  const { state, problem } = suggesting;
  // That it waits in the text is told above it, with all suggestions.
  if (changes.length === 0) return state === "sent" ? <output className="heard">Suggested</output> : null;
  const trouble = problem ?? problems.join(" ");
  const told = whatIfText(changes);
  return (
    <section className="suggestion-bar" aria-label="What if">
      <Glyph name="pencil" />
      <span className="words">
        {told.charAt(0).toUpperCase() + told.slice(1)}
        {trouble === "" ? (
          <span className="muted wide-only"> Not written yet</span>
        ) : (
          <span role="alert">. {trouble}</span>
        )}
      </span>
      <span className="grow" />
      <Button look="quiet" className="small" onClick={onDiscard}>
        Discard
      </Button>
      <Button
        className="small"
        disabled={isCircle || problems.length > 0 || state === "sending"}
        onClick={() => suggesting.send(changes)}
      >
        {state === "sending" ? (isOnline ? "Suggesting" : "Suggested when the bridge is back") : "Suggest"}
      </Button>
    </section>
  );
}
