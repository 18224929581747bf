// The keys of the editor, as `words/keys.ts` lists them.
import { EditorSelection, type EditorState } from "@codemirror/state";
import { EditorView, type KeyBinding } from "@codemirror/view";
import type { Verdict } from "@nomous/client";
import { closePopover, quickFix, showFindings } from "./finding-popover.ts";
import { nextFinding } from "./finding-set.ts";

export interface EditorActions {
  /** Opens what is named in the text. */
  readonly targets: {
    nameOf(state: EditorState, at: number): string | undefined;
    open(state: EditorState, at: number): void;
  };
  /** Answers the suggestion at the cursor. */
  readonly onAnswer: (verdict: Verdict) => void;
}

export const editorKeys = ({ targets, onAnswer }: EditorActions): readonly KeyBinding[] => [
  { key: "F8", run: (view) => goToFinding(view, 1), shift: (view) => goToFinding(view, -1) },
  { key: "Mod-.", run: quickFix },
  { key: "F12", run: (view) => acted(() => targets.open(view.state, view.state.selection.main.head)) },
  { key: "Alt-a", run: () => acted(() => onAnswer("accepted")) },
  { key: "Alt-r", run: () => acted(() => onAnswer("rejected")) },
  { key: "Escape", run: closePopover },
];

function acted(act: () => void): true {
  act();
  return true;
}

/** Puts the cursor at the next finding and tells what it is. */
export function goToFinding(view: EditorView, step: 1 | -1): boolean {
  const placed = nextFinding(view.state, view.state.selection.main.head, step);
  if (placed === undefined) return true;
  view.dispatch({
    selection: EditorSelection.cursor(placed.from),
    effects: EditorView.scrollIntoView(placed.from, { y: "center" }),
  });
  view.focus();
  showFindings(view, placed.from);
  return true;
}
