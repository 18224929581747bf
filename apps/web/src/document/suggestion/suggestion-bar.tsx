// How many suggestions wait, a way from one to the next, and answers for all of them. Parts whose text is gone are told here: they have
// no place in the text.
import type { OpenSuggestion, PlacedHunk, Verdict } from "@nomous/client";
import { useState } from "react";
import { useReadable } from "../../hooks/use-readable.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { countText, plural } from "../../words/numbers.ts";
import type { DocumentDesk } from "../desk.ts";
import { usePart } from "../use-part.ts";
import { placeOfHunk } from "./suggestion-field.ts";
import { placedHunks, whyText } from "./suggestion-words.ts";

const NONE: readonly OpenSuggestion[] = [];

interface SuggestionBarProps {
  desk: DocumentDesk;
  /** A person went to a place in the text. */
  onGo: () => void;
}

export function SuggestionBar({ desk, onGo }: SuggestionBarProps) {
  const suggestions = usePart(desk.live.view, ({ suggestions }) => (suggestions.length === 0 ? NONE : suggestions));
  const refusal = useReadable(desk.suggestions.refusal);
  const [at, setAt] = useState(-1);
  const [isLost, setLost] = useState(false);
  if (suggestions.length === 0) return null;
  const placed = placedHunks(suggestions);
  const lost = suggestions.flatMap(({ hunks }) => hunks).filter(({ place }) => place === null).length;
  const go = (step: 1 | -1): void => {
    const next = (at + step + placed.length) % placed.length;
    const hunk = placed[next];
    setAt(next);
    onGo();
    if (hunk !== undefined) desk.editor.goTo(placeOfHunk(desk.editor.view.state, hunk)?.from ?? hunk.from);
  };
  const settleAll = (verdict: Verdict): void => {
    for (const suggestion of suggestions) settle(desk, suggestion, suggestion.hunks, verdict);
  };
  return (
    <section className="suggestion-bar" aria-label="Suggestions">
      <Glyph name="pencil" />
      <span className="cut">
        {plural(suggestions.length, "suggestion")}, {plural(placed.length + lost, "change")}
        {refusal !== undefined && <span role="alert">. Not done: {refusal}</span>}
      </span>
      {lost > 0 && (
        <Button look="quiet" className="small" onClick={() => setLost(true)}>
          {countText(lost)} without a place
        </Button>
      )}
      <span className="grow" />
      <Button look="quiet" className="small wide-only" onClick={() => settleAll("rejected")}>
        Reject all
      </Button>
      <Button look="quiet" className="small wide-only" onClick={() => settleAll("accepted")}>
        Accept all
      </Button>
      {placed.length > 0 && (
        <>
          <IconButton className="small" glyph="left" label="Previous suggestion" onClick={() => go(-1)} />
          <IconButton className="small" glyph="right" label="Next suggestion" onClick={() => go(1)} />
        </>
      )}
      {isLost && <LostDialog desk={desk} suggestions={suggestions} onClose={() => setLost(false)} />}
    </section>
  );
}

const settle = (
  desk: DocumentDesk,
  { suggestion }: OpenSuggestion,
  hunks: readonly PlacedHunk[],
  verdict: Verdict,
): void =>
  desk.suggestions.settle(
    suggestion,
    hunks.map(({ hunk }) => hunk),
    verdict,
  );

interface LostDialogProps {
  desk: DocumentDesk;
  suggestions: readonly OpenSuggestion[];
  onClose: () => void;
}

/** Nothing of it is gone: its words can be taken and put where they belong. */
function LostDialog({ desk, suggestions, onClose }: LostDialogProps) {
  return (
    <Dialog label="Changes without a place" className="lost" onClose={onClose}>
      <header className="row">
        <h2 className="grow">Changes without a place</h2>
        <IconButton glyph="close" label="Close" onClick={onClose} />
      </header>
      <p className="muted">The text around them is gone. Copy what you need, then reject them.</p>
      {suggestions.map((suggestion) =>
        suggestion.hunks
          .filter(({ place }) => place === null)
          .map((hunk) => (
            <div key={`${suggestion.suggestion} ${hunk.hunk}`} className="suggestion">
              <div className="head">
                <span className="grow">{whyText(suggestion)}</span>
                <CopyButton text={hunk.inserted} label="Copy" />
                <Button className="small" onClick={() => settle(desk, suggestion, [hunk], "rejected")}>
                  Reject
                </Button>
              </div>
              <pre>
                {hunk.removed !== "" && <del>{hunk.removed}</del>}
                {hunk.inserted !== "" && <ins>{hunk.inserted}</ins>}
              </pre>
            </div>
          )),
      )}
    </Dialog>
  );
}
