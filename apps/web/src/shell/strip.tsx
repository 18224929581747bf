// One strip under the top bar, never a stack: first what can be undone for a moment, then what keeps a person waiting.
import { useClient, useConnection } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useIsLate, useNow } from "../hooks/use-timer.ts";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { awayText, nextTryText } from "../words/connection.ts";
import { clockSecondsText } from "../words/time.ts";
import { useShell } from "./use-shell.ts";

export function Strip() {
  const { removed, undoRemove, isStale } = useShell();
  const connection = useConnection();
  if (removed !== undefined)
    return (
      <output className="strip plain">
        <Glyph name="note" />
        <span className="cut">
          Deleted “{removed.title}”. <span className="wide-only">It can be restored for 30 days.</span>
        </span>
        <span className="grow" />
        <Button onClick={undoRemove}>Undo</Button>
      </output>
    );
  if (connection.status === "away") return <AwayStrip since={connection.since} nextTryAt={connection.nextTryAt} />;
  return isStale ? <StaleStrip /> : null;
}

function StaleStrip() {
  return (
    <output className="strip plain">
      <Glyph name="note" />
      <span>Nomous was updated. Reload to go on; what waits is kept.</span>
      <span className="grow" />
      <Button onClick={() => location.reload()}>Reload</Button>
    </output>
  );
}

function AwayStrip({ since, nextTryAt }: { since: number; nextTryAt: number }) {
  const client = useClient();
  const outbox = useReadable(client.outbox);
  const now = useNow(1_000);
  // A bridge that is back within 400 ms was never away for a person.
  if (!useIsLate()) return null;
  return (
    <output className="strip">
      <Glyph name="away" />
      <span>
        <b>Bridge away</b> · {awayText(outbox)}
      </span>
      <span className="grow" />
      <span className="meta wide-only" aria-live="off">
        since {clockSecondsText(since)}, {nextTryText(nextTryAt, now)}
      </span>
      <Button onClick={() => client.retry()}>Try now</Button>
    </output>
  );
}
