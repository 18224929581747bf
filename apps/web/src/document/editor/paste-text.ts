// A paste that is large becomes several changes, each small enough for one update of the bridge; undo takes them back together.
import { EditorSelection, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { asOneStep } from "./own-undo.ts";

/** UTF-16 units; an update of 256 kB fits a frame in any script. */
const MAX_PIECE = 128 * 1024;

/** Text with LF alone as the end of its lines. */
export const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/** The text in pieces, none of which cuts a character in two. */
export function* piecesOf(text: string, most = MAX_PIECE): Generator<string> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + most, text.length);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1;
    yield text.slice(from, to);
    from = to;
  }
}

export const largePaste: Extension = EditorView.domEventHandlers({
  paste(event, view) {
    const text = withLineFeeds(event.clipboardData?.getData("text/plain") ?? "");
    if (text.length <= MAX_PIECE || view.state.readOnly) return false;
    event.preventDefault();
    asOneStep(view, () => insertPieces(view, text));
    return true;
  },
});

function insertPieces(view: EditorView, text: string): void {
  let { from, to } = view.state.selection.main;
  for (const insert of piecesOf(text)) {
    const end = from + insert.length;
    view.dispatch({
      changes: { from, to, insert },
      selection: EditorSelection.cursor(end),
      userEvent: "input.paste",
      scrollIntoView: true,
    });
    from = end;
    to = end;
  }
}
