import type { BoundTarget } from "@nomous/client";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Finding } from "@nomous/workbench";
import { afterEach, expect, test, vi } from "vitest";
import { findingMarks } from "./finding-marks.ts";
import { findingPopover, showFindings } from "./finding-popover.ts";
import { setFindings } from "./finding-set.ts";
import { setStale, staleActions, staleBetween, staleTargets } from "./stale-targets.ts";
import { staleTold } from "./stale-told.ts";

const opened: EditorView[] = [];
afterEach(() => opened.splice(0).forEach((view) => view.destroy()));

const TARGET: BoundTarget = {
  kind: "symbol",
  target: "src/cursor.ts#resumeAt",
  from: 900,
  to: 922,
  line: 40,
  freshness: "needs-review",
  cause: {
    text: "`resumeAt` was changed in 1a2b3c4 (Cut slices).",
    commit: {
      commit: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
      subject: "Cut slices",
      author: "Ada",
      at: "2026-11-29T06:15:00+01:00",
    },
    diff: "@@ -1,2 +1,2 @@\n-  return at;\n+  return at + 1;\n",
    path: ["docs/spikes/a.md", "src/cursor.ts#resumeAt"],
  },
  movedTo: null,
};
const TEXT = "It resumes, see `src/cursor.ts#resumeAt`.";
const [FROM, TO] = [16, 40];
const FINDING: Finding = {
  rule: "staleness.needs-review",
  weight: "wrong",
  severity: "warning",
  message: "`resumeAt` was changed in 1a2b3c4 (Cut slices).",
  from: FROM,
  to: TO,
};

function start() {
  const [open, review] = [vi.fn<(target: string) => void>(), vi.fn<() => void>()];
  const extensions = [findingMarks, findingPopover, staleTargets, staleActions.of({ open, review })];
  const view = new EditorView({ parent: document.body, state: EditorState.create({ doc: TEXT, extensions }) });
  opened.push(view);
  const places = [{ from: FROM, to: TO, target: TARGET.target }];
  view.dispatch({
    effects: [setFindings.of({ findings: [FINDING], isDraft: true }), setStale.of({ places, targets: [TARGET] })],
  });
  return { view, open, review };
}

test("what a text rests on is found where it is named now, wherever that has moved", () => {
  const { view } = start();
  view.dispatch({ changes: { from: 0, insert: "Yesterday. " } });
  expect(staleBetween(view.state, FROM, FROM)).toEqual([]);
  expect(staleBetween(view.state, FROM + 11, TO + 11)).toEqual([TARGET]);
});

test("the popover tells the commit, the way and the change, and offers to open the code and to mark the document reviewed", () => {
  const { view, open, review } = start();
  showFindings(view, FROM);
  const popover = view.dom.querySelector(".finding-pop");
  expect(popover?.textContent).toContain("1a2b3c4 by Ada, 2026-11-29");
  expect(popover?.textContent).toContain("Over docs/spikes/a.md → src/cursor.ts#resumeAt");
  const buttons = [...(popover?.querySelectorAll<HTMLButtonElement>(".acts button") ?? [])];
  expect(buttons.map(({ textContent }) => textContent.replace("F12", ""))).toEqual(["Open the code", "Mark reviewed…"]);
  for (const one of buttons) one.click();
  expect(open).toHaveBeenCalledWith("src/cursor.ts#resumeAt");
  expect(review).toHaveBeenCalledOnce();
});

test("it has its own mark: a dashed line, and the glyph in the margin", () => {
  const { view } = start();
  expect(view.dom.querySelector(".sq.stale")?.textContent).toBe("`src/cursor.ts#resumeAt`");
  expect(view.dom.querySelector(".cm-findings .c-stale")).not.toBeNull();
});

test("each line of a change has its sign, so that colour says nothing alone", () => {
  const lines = [...staleTold(TARGET, () => undefined).querySelectorAll(".stale-diff > *")];
  expect(lines.map(({ tagName, textContent }) => `${tagName} ${textContent}`)).toEqual([
    "I @@ -1,2 +1,2 @@",
    "DEL −  return at;",
    "INS +  return at + 1;",
  ]);
});
