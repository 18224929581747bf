// What is wrong, in one strip: what was lost here comes first, then a bridge that is away, then what this browser cannot keep.
import { useState } from "react";
import { useLocation } from "wouter";
import { useClient, useConnection } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useIsLate, useNow } from "../hooks/use-timer.ts";
import { forgetLoss, type Loss, readLoss } from "../offline/emptied.ts";
import { KeepOffer } from "../offline/keep-offer.tsx";
import { lossText, reasonOf, troubleText } from "../offline/storage-words.ts";
import { useHeldUp } from "../offline/use-held-up.ts";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { awayText, changesOf, nextTryText, unsentText } from "../words/connection.ts";
import { clockSecondsText } from "../words/time.ts";
import { useShell } from "./use-shell.ts";

export function TroubleStrip() {
  const connection = useConnection();
  const reason = reasonOf(useReadable(useClient().storage));
  const unsent = useHeldUp();
  const [loss, setLoss] = useState(() => readLoss(localStorage));
  if (loss !== undefined) return <LossStrip loss={loss} onSeen={() => setLoss(undefined)} />;
  if (connection.status === "away")
    return <AwayStrip since={connection.since} nextTryAt={connection.nextTryAt} isKept={reason === undefined} />;
  if (reason !== undefined) return <StorageStrip reason={reason} />;
  return unsent > 0 ? <UnsentStrip count={unsent} /> : null;
}

function LossStrip({ loss, onSeen }: { loss: Loss; onSeen: () => void }) {
  return (
    <output className="strip">
      <Glyph name="warning" />
      <span>{lossText(loss)}</span>
      <span className="grow" />
      <Button
        onClick={() => {
          forgetLoss(localStorage);
          onSeen();
        }}
      >
        Dismiss
      </Button>
    </output>
  );
}

interface AwayStripProps {
  since: number;
  nextTryAt: number;
  /** What waits outlives this page. */
  isKept: boolean;
}

function AwayStrip({ since, nextTryAt, isKept }: AwayStripProps) {
  const client = useClient();
  const { openUnsent } = useShell();
  const outbox = useReadable(client.outbox);
  const now = useNow(1_000);
  // A bridge that is back within 400 ms was never away for a person.
  if (!useIsLate()) return null;
  const changes = changesOf(outbox).length;
  const waits = awayText(outbox, isKept);
  return (
    <output className="strip">
      <Glyph name="away" />
      <span>
        <b>Bridge away</b>
        <span className="wide-only" aria-live="off">
          {" "}
          since {clockSecondsText(since)}, {nextTryText(nextTryAt, now)}
        </span>{" "}
        ·{" "}
        {changes === 0 ? (
          <span>{waits}</span>
        ) : (
          <button type="button" className="waits" onClick={openUnsent}>
            {waits}
          </button>
        )}
      </span>
      <span className="grow" />
      {isKept && changes > 0 && <KeepOffer />}
      <Button onClick={() => client.retry()}>Try now</Button>
    </output>
  );
}

function StorageStrip({ reason }: { reason: Parameters<typeof troubleText>[0] }) {
  const [address, navigate] = useLocation();
  return (
    <output className="strip">
      <Glyph name="warning" />
      <span>{troubleText(reason)}</span>
      <span className="grow" />
      {reason === "replaced" && <Button onClick={() => location.reload()}>Load again</Button>}
      {reason === "full" && address !== "/settings" && <Button onClick={() => navigate("/settings")}>Settings</Button>}
    </output>
  );
}

/** Where there is no status bar. */
function UnsentStrip({ count }: { count: number }) {
  const { openUnsent } = useShell();
  return (
    <output className="strip">
      <Glyph name="waits" />
      <span>{unsentText(count)}</span>
      <span className="grow" />
      <Button onClick={openUnsent}>Show</Button>
    </output>
  );
}
