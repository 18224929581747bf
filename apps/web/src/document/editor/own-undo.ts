// Undo takes back what this page wrote and nothing that others did; see Y.UndoManager.
import { Facet, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { UndoManager } from "yjs";

/** Of the text that is edited; absent while it is read only. */
export const ownUndo = Facet.define<UndoManager, UndoManager | undefined>({ combine: ([manager]) => manager });

/** What `change` does is taken back in one step, however long it takes. */
export function asOneStep(view: EditorView, change: () => void): void {
  const manager = view.state.facet(ownUndo);
  if (manager === undefined) return change();
  const usual = manager.captureTimeout;
  manager.stopCapturing();
  manager.captureTimeout = Number.POSITIVE_INFINITY;
  change();
  manager.captureTimeout = usual;
  return manager.stopCapturing();
}

/** Makes a change that is taken back alone, apart from what is typed before and after it. */
export const dispatchStep = (view: EditorView, spec: TransactionSpec): void =>
  asOneStep(view, () => view.dispatch(spec));
