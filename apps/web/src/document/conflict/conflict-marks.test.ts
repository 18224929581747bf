import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { afterEach, expect, test, vi } from "vitest";
import { conflictsInText, setConflicts } from "./conflict-marks.ts";
import { conflictOf, FOUND_AT, MARA, placedConflict, TEXT } from "./conflict-fixture.tsx";

let view: EditorView | undefined;
afterEach(() => view?.destroy());

test("an open conflict is marked at its lines with a way to it, moves with the text, and is unmarked once it is decided", () => {
  const open = vi.fn<(conflict: string) => void>();
  const editor = new EditorView({
    parent: document.body.appendChild(document.createElement("div")),
    state: EditorState.create({ doc: TEXT, extensions: [lineNumbers(), conflictsInText] }),
  });
  view = editor;
  const marked = (): string[] =>
    [...editor.dom.querySelectorAll(".conflict-line")].map(({ textContent }) => textContent);
  const waiting = placedConflict(2, { waiting: "mine" });
  const resolutions = [{ choice: "mine" as const, text: "", isFirst: true, actor: MARA.actor, at: FOUND_AT }];
  editor.dispatch({ effects: setConflicts.of({ conflicts: [placedConflict(1), waiting], open }) });
  expect(marked()).toEqual(["17"]);
  editor.dispatch({ changes: { from: 0, insert: "one more line\n" } });
  expect(marked()).toEqual(["18"]);
  const buttons = editor.contentDOM.querySelectorAll<HTMLElement>(".conflict-button");
  expect(buttons).toHaveLength(1);
  buttons[0]?.click();
  expect(open).toHaveBeenCalledWith(conflictOf(1).conflict);
  editor.dispatch({ effects: setConflicts.of({ conflicts: [placedConflict(1, { resolutions })], open }) });
  expect(marked()).toEqual([]);
});
