// One strip under the top bar, never a stack: first what can be undone for a moment, then what is wrong, then what is new. It is in the first view:
// code that is first needed when the bridge has gone could not be fetched then.
import { useClient, useConnection } from "../hooks/use-client.ts";
import { PHONE, useMedia } from "../hooks/use-media.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { readLoss } from "../offline/emptied.ts";
import { useHeldUp } from "../offline/use-held-up.ts";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { UpdateStrip } from "../update/update-strip.tsx";
import { TroubleStrip } from "./trouble-strip.tsx";
import { useShell } from "./use-shell.ts";

export function Strip() {
  const { removed, undoRemove, isStale } = useShell();
  const hasTrouble = useHasTrouble();
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
  if (hasTrouble) return <TroubleStrip />;
  return isStale ? <StaleStrip /> : <UpdateStrip />;
}

/** A bridge that is away, a browser that does not keep or has lost what it kept, and what waits where no status bar says so. */
function useHasTrouble(): boolean {
  const isAway = useConnection().status === "away";
  const { trouble } = useReadable(useClient().storage);
  const isPhone = useMedia(PHONE);
  const unsent = useHeldUp();
  return isAway || trouble !== undefined || (isPhone && unsent > 0) || readLoss(localStorage) !== undefined;
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
