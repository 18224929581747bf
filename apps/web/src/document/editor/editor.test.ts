import { EditorState } from "@codemirror/state";
import type { Finding, Severity } from "@nomous/workbench";
import { expect, test } from "vitest";
import { citationAt } from "./citation-target.ts";
import { drawnBetween, findingsField, fixChanges, nextFinding, placeOf, setFindings } from "./finding-set.ts";
import { markdownText } from "./markdown-language.ts";
import { piecesOf, withLineFeeds } from "./paste-text.ts";

const finding = (severity: Severity, from: number, to: number, insert?: string): Finding => ({
  rule: "text.x",
  weight: "wrong",
  severity,
  message: "",
  from,
  to,
  ...(insert === undefined ? {} : { fix: { title: "Fix it", edits: [{ from, to, insert }] } }),
});

const TEXT = "first line\nsecond line\nthird line";

function stateWith(findings: readonly Finding[], isDraft = false): EditorState {
  const state = EditorState.create({ doc: TEXT, extensions: [findingsField] });
  return state.update({ effects: setFindings.of({ findings, isDraft }) }).state;
}
const drawn = (state: EditorState): Severity[] =>
  drawnBetween(state, 0, state.doc.length).map(({ finding }) => finding.severity);

test("notes of a draft are never drawn, those of a review are", () => {
  const findings = [finding("note", 0, 5), finding("error", 12, 14)];
  expect(drawn(stateWith(findings, true))).toEqual(["error"]);
  expect(drawn(stateWith(findings, false))).toEqual(["note", "error"]);
});

test("a warning waits until the cursor has left the line that is typed in; an error does not", () => {
  const findings = [finding("warning", 0, 5), finding("error", 6, 10), finding("warning", 11, 13)];
  const typed = stateWith(findings).update({
    changes: { from: 5, insert: "x" },
    selection: { anchor: 6 },
    userEvent: "input.type",
  }).state;
  expect(drawn(typed)).toEqual(["error", "warning"]);
  expect(drawn(typed.update({ selection: { anchor: 14 } }).state)).toEqual(["warning", "error", "warning"]);
});

test("a finding moves with its text until the next check comes", () => {
  const one = finding("error", 11, 17);
  const state = stateWith([one]).update({ changes: { from: 0, insert: "new " } }).state;
  expect(placeOf(state, one)).toMatchObject({ from: 15, to: 21 });
});

test("a fix is made where its text stands now, and not when somebody has changed it", () => {
  const one = finding("error", 11, 17, "2nd");
  const state = stateWith([one]);
  const moved = state.update({ changes: { from: 0, insert: "new " } }).state;
  expect(fixChanges(moved, one)).toEqual([{ from: 15, to: 21, insert: "2nd" }]);
  const changed = state.update({ changes: { from: 13, insert: "x" } }).state;
  expect(fixChanges(changed, one)).toBeUndefined();
});

test("next and previous go round", () => {
  const state = stateWith([finding("error", 2, 3), finding("error", 12, 13)]);
  expect(nextFinding(state, 2, 1)?.from).toBe(12);
  expect(nextFinding(state, 12, 1)?.from).toBe(2);
  expect(nextFinding(state, 2, -1)?.from).toBe(12);
  expect(nextFinding(stateWith([]), 0, 1)).toBeUndefined();
});

test("a paste is cut in pieces that add up and cut no character in two", () => {
  const text = "ab😀cd😀";
  const pieces = [...piecesOf(text, 3)];
  expect(pieces.join("")).toBe(text);
  expect(pieces).toEqual(["ab", "😀c", "d😀"]);
  expect(withLineFeeds("a\r\nb\rc\n")).toBe("a\nb\nc\n");
});

test.each([
  ["[a](b.md#L3-L5)", 1, "/file/docs/b.md?line=3-5"],
  ["[a][ref]\n\n[ref]: ../c.md", 2, "/file/c.md"],
  ["see `src/session.ts:10-40`", 8, "/file/src/session.ts?line=10-40"],
  ["plain `words here`", 9, undefined],
  ["[a](javascript:alert)", 1, undefined],
])("%s names a page", (doc, at, address) => {
  const state = EditorState.create({ doc, extensions: [markdownText] });
  const target = citationAt(state, at, "docs");
  expect(target?.kind === "page" ? target.address : undefined).toBe(address);
});
