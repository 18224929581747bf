// Somebody looks again at what a document rests on, and says that what it says still holds. It is said of the whole document, so the dialog
// names everything that it is said of.
import type { DocumentFreshness } from "@nomous/client";
import { useId, useState } from "react";
import { useFreshness } from "../freshness/use-freshness.ts";
import { useIsOnline, useRuntime } from "../hooks/use-client.ts";
import { useCommand } from "../hooks/use-command.ts";
import { FRESHNESS_MARKS } from "../library/document-words.ts";
import { MarkStatus } from "../library/mark-status.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Empty, Failed } from "../ui/status.tsx";
import { Ticked } from "../ui/ticked.tsx";
import { dayText } from "../words/time.ts";

interface ReviewDialogProps {
  freshness: DocumentFreshness;
  /** It was written down. */
  onDone: () => void;
  onClose: () => void;
}

export function ReviewDialog({ freshness, onDone, onClose }: ReviewDialogProps) {
  const { path, reviewed } = freshness;
  const targets = freshness.targets.filter((target) => target.freshness !== "fresh");
  const [why, setWhy] = useState("");
  const { run, running, error } = useCommand();
  const isOnline = useIsOnline();
  const { again } = useFreshness();
  const fieldId = useId();
  const write = async (): Promise<void> => {
    const done = await run("document.reviewed", { path, why: why.trim() === "" ? null : why.trim() });
    if (done === undefined) return;
    again();
    onDone();
  };
  return (
    <Dialog label="Mark reviewed" className="review-dialog" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <header>
          <h2>Mark reviewed</h2>
          <p className="muted">
            You looked at what the document rests on as it is now, and what the document says still holds.
          </p>
        </header>
        <StaleList targets={targets} />
        <div className="why">
          <label htmlFor={fieldId}>Why it still holds (optional)</label>
          <input
            id={fieldId}
            className="field"
            value={why}
            maxLength={2_000}
            onChange={({ target }) => setWhy(target.value)}
          />
          {reviewed !== null && <LastReview reviewed={reviewed} />}
        </div>
        {error !== undefined && <Failed>Not written down: {error}</Failed>}
        {!isOnline && <Empty>Bridge away. It writes reviews down when it is back.</Empty>}
        <div className="foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!isOnline || running !== undefined}>
            {running === undefined ? "Mark reviewed" : "Writing it down"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function StaleList({ targets }: { targets: DocumentFreshness["targets"] }) {
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul tabIndex={0} aria-label="What changed">
      {targets.map(({ kind, target, line, freshness, cause }) => (
        <li key={`${kind} ${target} ${line}`}>
          <span className="row">
            <MarkStatus mark={FRESHNESS_MARKS[freshness]} />
            <span className="mono">{target}</span>
            <span className="muted">line {line}</span>
          </span>
          {cause !== null && (
            <p>
              <Ticked text={cause.text} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function LastReview({ reviewed: { at, person, why } }: { reviewed: NonNullable<DocumentFreshness["reviewed"]> }) {
  const { clock } = useRuntime();
  return (
    <p className="meta">
      Reviewed last on {dayText(at.slice(0, 10), clock.now())} by {person}
      {why !== null && `: ${why}`}
    </p>
  );
}
