// What a person should look at again, in one line: how much of what the document rests on is not as it was, the way to it, and the word that
// all of it still holds.
import { EditorView } from "@codemirror/view";
import type { DocumentFreshness } from "@nomous/client";
import { reasonText } from "../freshness/freshness-words.ts";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { isOfWorld } from "./check/finding-look.ts";
import type { DocumentDesk } from "./desk.ts";
import { firstFinding } from "./editor/finding-set.ts";
import { showFindings } from "./editor/finding-popover.ts";

interface FreshnessStripProps {
  desk: DocumentDesk;
  freshness: DocumentFreshness;
  onReview: () => void;
  /** A person went to a place in the text. */
  onGo: () => void;
}

/** Nothing while there is nothing to do. */
export function FreshnessStrip({ desk, freshness, onReview, onGo }: FreshnessStripProps) {
  const isBroken = freshness.freshness === "broken";
  if (!isBroken && freshness.freshness !== "needs-review") return null;
  return (
    <output className="strip stale">
      <Glyph name={isBroken ? "broken" : "stale"} tone={isBroken ? "error" : "stale"} />
      <span>
        <b>{isBroken ? "Broken" : "Needs review"}</b> · {reasonText(freshness.targets)}
      </span>
      <span className="grow" />
      <Button
        onClick={() => {
          onGo();
          goToStale(desk);
        }}
      >
        Show the first
      </Button>
      <Button className="wide-only" onClick={onReview}>
        Mark reviewed…
      </Button>
    </output>
  );
}

/** Puts the cursor at the first that the rules found, and tells why. */
function goToStale({ editor }: DocumentDesk): void {
  const placed = firstFinding(editor.view.state, isOfWorld);
  if (placed === undefined) return;
  editor.goTo(placed.from);
  // What changed takes room: it is told below the line.
  editor.view.dispatch({ effects: EditorView.scrollIntoView(placed.from, { y: "start", yMargin: 60 }) });
  showFindings(editor.view, placed.from);
}
