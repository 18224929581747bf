// The editor over a real shared text, as another person's edits arrive in it.
import { DOCUMENT_TEXT } from "@nomous/client";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { createEditor, type DocumentEditor } from "./create-editor.ts";
import { asOneStep, dispatchStep } from "./own-undo.ts";

const opened: DocumentEditor[] = [];
afterEach(() => opened.splice(0).forEach((editor) => editor.close()));

function start(text: string) {
  const doc = new Y.Doc();
  doc.getText(DOCUMENT_TEXT).insert(0, text);
  const editor = createEditor({
    parent: document.body.appendChild(document.createElement("div")),
    nonce: "",
    describedBy: "keys",
    stale: { open: () => undefined, review: () => undefined },
    targets: { nameOf: () => undefined, open: () => undefined },
    claims: async () => undefined,
    onAnswer: () => undefined,
    onOpen: () => undefined,
    onChange: () => undefined,
  });
  opened.push(editor);
  const shared = (): string => doc.getText(DOCUMENT_TEXT).toJSON();
  const shown = (): string => editor.view.state.doc.toString();
  /** What somebody else writes. */
  const others = (at: number, words: string): void => doc.transact(() => doc.getText(DOCUMENT_TEXT).insert(at, words));
  const undo = (): void => void press(editor, "z");
  return { doc, editor, shared, shown, others, undo };
}

const press = (editor: DocumentEditor, key: string): boolean =>
  editor.view.contentDOM.dispatchEvent(
    new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true }),
  );

test("a text that is only read is shown and cannot be changed", () => {
  const { editor, shown } = start("");
  editor.showText("read me");
  expect(shown()).toBe("read me");
  expect(editor.view.state.readOnly).toBe(true);
});

test("what is typed is in the shared text, and what others write is in the editor", () => {
  const { doc, editor, shared, shown, others } = start("one\ntwo");
  editor.showDocument(doc);
  editor.view.dispatch({ changes: { from: 3, insert: "!" }, userEvent: "input" });
  expect(shared()).toBe("one!\ntwo");
  others(0, "zero\n");
  expect(shown()).toBe("zero\none!\ntwo");
});

test("undo takes back one's own edits and nothing that others wrote", () => {
  const { doc, editor, shared, others, undo } = start("one");
  editor.showDocument(doc);
  dispatchStep(editor.view, { changes: { from: 3, insert: " mine" }, userEvent: "input" });
  others(0, "theirs ");
  undo();
  expect(shared()).toBe("theirs one");
});

test("a fix is one step of undo, apart from what was typed just before it", () => {
  const { doc, editor, shared, undo } = start("teh");
  editor.showDocument(doc);
  editor.view.dispatch({ changes: { from: 3, insert: " word" }, userEvent: "input" });
  dispatchStep(editor.view, { changes: { from: 0, to: 3, insert: "the" } });
  undo();
  expect(shared()).toBe("teh word");
});

test("a change in pieces is one step of undo", () => {
  const { doc, editor, shared, undo } = start("");
  editor.showDocument(doc);
  asOneStep(editor.view, () => {
    for (const insert of ["a", "b", "c"]) editor.view.dispatch({ changes: { from: 0, insert } });
  });
  expect(shared()).toBe("cba");
  undo();
  expect(shared()).toBe("");
});

test("a document that begins anew takes the place of the one before", () => {
  const { doc, editor, shared, shown } = start("one");
  editor.showDocument(doc);
  const next = new Y.Doc();
  next.getText(DOCUMENT_TEXT).insert(0, "two");
  editor.showDocument(next);
  editor.view.dispatch({ changes: { from: 3, insert: "!" } });
  expect([shown(), next.getText(DOCUMENT_TEXT).toJSON(), shared()]).toEqual(["two!", "two!", "one"]);
});

test.for([
  ["one\ntwo|", "zero\none\ntwo", "zero\none\ntwo|"],
  ["o|ne\ntwo", "one\nthree", "o|ne\nthree"],
  ["one\ntw|o", "one\n", "one\n|"],
] as const)("whoever types in %j goes on at the same words in %j", ([at, next, wanted]) => {
  const { doc, editor } = start(at.replace("|", ""));
  editor.showDocument(doc);
  editor.view.dispatch({ selection: { anchor: at.indexOf("|") } });
  const other = new Y.Doc();
  other.getText(DOCUMENT_TEXT).insert(0, next);
  editor.showDocument(other);
  editor.view.dispatch(editor.view.state.replaceSelection("|"));
  expect(other.getText(DOCUMENT_TEXT).toJSON()).toBe(wanted);
});
