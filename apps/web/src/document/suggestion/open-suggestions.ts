// The suggestions of a document: drawn in its text, and answered for one hunk, its section or all of them.
import type { EditorView } from "@codemirror/view";
import type { LiveDocument, OpenSuggestion, Readable, SuggestionId, Verdict } from "@nomous/client";
import { errorText } from "../../words/error.ts";
import { createCell } from "../cell.ts";
import type { OutlineEntry } from "../check/check-message.ts";
import type { Extent } from "./suggestion-block.ts";
import { hunkAt, hunksOf, type OpenHunk, setHunks } from "./suggestion-field.ts";
import { hunksWithin, ledHunks, placedHunks } from "./suggestion-words.ts";

export interface OpenSuggestions {
  /** Why the last answer was not taken. */
  readonly refusal: Readable<string | undefined>;
  settle(suggestion: SuggestionId, hunks: readonly number[], verdict: Verdict): void;
  draw(view: EditorView, suggestions: readonly OpenSuggestion[]): void;
  /** What belongs together depends on the headings: they are known now, or others. */
  redraw(view: EditorView): void;
  /** Answers the hunk at the cursor. */
  answer(view: EditorView, verdict: Verdict): void;
}

export function createSuggestions(live: LiveDocument, outline: () => readonly OutlineEntry[]): OpenSuggestions {
  const refusal = createCell<string | undefined>(undefined);
  const within = (hunk: OpenHunk, extent: Extent): number[] => hunksWithin(hunk, extent, outline());
  const send = async (...answer: Parameters<OpenSuggestions["settle"]>): Promise<void> => {
    refusal.set(undefined);
    try {
      const { error } = await live.settle(...answer);
      refusal.set(error?.message);
    } catch (error) {
      refusal.set(errorText(error));
    }
  };
  const settle: OpenSuggestions["settle"] = (...answer) => void send(...answer);
  const actions = {
    settle: (hunk: OpenHunk, extent: Extent, verdict: Verdict) =>
      settle(hunk.suggestion.suggestion, within(hunk, extent), verdict),
    count: (hunk: OpenHunk, extent: Extent) => within(hunk, extent).length,
  };
  const show = (view: EditorView, hunks: readonly OpenHunk[]): void =>
    view.dispatch({ effects: setHunks.of({ hunks: ledHunks(hunks, outline()), actions }) });
  return {
    refusal,
    settle,
    draw: (view, suggestions) => show(view, placedHunks(suggestions)),
    redraw(view) {
      const hunks = hunksOf(view.state);
      if (hunks.length > 0) show(view, hunks);
    },
    answer(view, verdict) {
      const hunk = hunkAt(view.state);
      if (hunk !== undefined) actions.settle(hunk, "hunk", verdict);
    },
  };
}
