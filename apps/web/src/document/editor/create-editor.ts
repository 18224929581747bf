// The editor of one document: a view of CodeMirror that shows the shared text, and whose changes are made in it. While there is only a
// text to read it is read only; a document that begins anew takes the place of the one before.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState, type Extension, Prec, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
  tooltips,
} from "@codemirror/view";
import { DOCUMENT_TEXT, type Readable } from "@nomous/client";
import type { ClaimChoice } from "@nomous/workbench";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import * as Y from "yjs";
import { type Cell, createCell } from "../cell.ts";
import { conflictsInText } from "../conflict/conflict-marks.ts";
import { remoteCursors } from "../people/remote-cursors.ts";
import { suggestionsInText } from "../suggestion/suggestion-field.ts";
import { claimCompletion } from "./claim-completion.ts";
import { claimMarks } from "./claim-marks.ts";
import { editorKeys, type EditorActions } from "./editor-keys.ts";
import { findingMarks } from "./finding-marks.ts";
import { findingPopover, targetOpener } from "./finding-popover.ts";
import { markdownText } from "./markdown-language.ts";
import { ownUndo } from "./own-undo.ts";
import { largePaste } from "./paste-text.ts";
import { staleActions, staleTargets } from "./stale-targets.ts";

interface CursorPlace {
  readonly anchor: number;
  readonly head: number;
  /** From 1. */
  readonly line: number;
  /** From 1, UTF-16 units. */
  readonly column: number;
}

export interface DocumentEditor {
  readonly view: EditorView;
  readonly cursor: Readable<CursorPlace>;
  /** The first place that is in view. */
  readonly top: Readable<number>;
  /** Shows a text to read. */
  showText(text: string): void;
  /** Shows the shared text of `doc` to edit. */
  showDocument(doc: Y.Doc): void;
  /** Puts the cursor there, in the middle of the view, with the focus. */
  goTo(from: number, to?: number): void;
  close(): void;
}

export interface EditorPorts extends EditorActions {
  /** What can be done about something that the text rests on. */
  readonly stale: { open(target: string): void; review(): void };
  readonly parent: HTMLElement;
  /** The nonce that styles need which scripts add. */
  readonly nonce: string;
  /** The id of what is said to a screen reader of the keys. */
  readonly describedBy: string;
  /** Tells that the text is another one. */
  readonly onOpen: (text: string) => void;
  readonly onChange: (update: ViewUpdate) => void;
  /** What a claim can be bound to; `undefined` when nobody tells. */
  readonly claims: () => Promise<readonly ClaimChoice[] | undefined>;
}

export function createEditor(ports: EditorPorts): DocumentEditor {
  const cursor = createCell<CursorPlace>({ anchor: 0, head: 0, line: 1, column: 1 });
  const top = createCell(0);
  let undo: Y.UndoManager | undefined;
  const heard = EditorView.updateListener.of((update) => {
    if (update.docChanged) ports.onChange(update);
    if (update.docChanged || update.selectionSet) cursor.set(placeOf(update.state));
  });
  const shared = [basics(ports), heard, scrolled(top)];
  const view = new EditorView({ parent: ports.parent, state: EditorState.create({ extensions: [shared, READ_ONLY] }) });

  const show = (text: string, extensions: Extension): void => {
    const { anchor, head } = view.state.selection.main;
    const { scrollTop } = view.scrollDOM;
    const placeOfOld = carriedOver(view.state.doc.toString(), text);
    const selection = EditorSelection.single(placeOfOld(anchor), placeOfOld(head));
    view.setState(EditorState.create({ doc: text, selection, extensions: [shared, extensions] }));
    view.scrollDOM.scrollTop = scrollTop;
    cursor.set(placeOf(view.state));
    ports.onOpen(text);
  };

  return {
    view,
    cursor,
    top,
    showText(text) {
      if (view.state.doc.toString() !== text) show(text, READ_ONLY);
    },
    showDocument(doc) {
      undo?.destroy();
      const text = doc.getText(DOCUMENT_TEXT);
      // It comes to know this editor as an origin; by itself it would also take what has none for one's own.
      undo = new Y.UndoManager(text, { captureTimeout: UNDO_MS, trackedOrigins: new Set() });
      const keys = keymap.of(yUndoManagerKeymap);
      show(text.toJSON(), [Prec.high(keys), ownUndo.of(undo), yCollab(text, null, { undoManager: undo })]);
    },
    goTo(from, to = from) {
      const { length } = view.state.doc;
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
      const spec: TransactionSpec = {
        selection: EditorSelection.single(anchor, head),
        effects: EditorView.scrollIntoView(anchor, { y: "center" }),
      };
      view.dispatch(spec);
      view.focus();
    },
    close() {
      undo?.destroy();
      view.destroy();
    },
  };
}

/** Takes places in a text to the one that replaces it: what both begin or end with keeps the cursor of somebody who is typing there. */
function carriedOver(before: string, after: string): (at: number) => number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const isInEnd = (at: number): boolean => at > start && at >= before.length - end;
  return (at) => (isInEnd(at) ? at + after.length - before.length : Math.min(at, after.length - end));
}

/** What is typed without such a pause is taken back together. */
const UNDO_MS = 500;

const READ_ONLY: Extension = EditorState.readOnly.of(true);

const basics = (ports: EditorPorts): Extension => [
  EditorView.cspNonce.of(ports.nonce),
  EditorView.contentAttributes.of({
    "aria-label": "Text of the document",
    "aria-describedby": ports.describedBy,
    "data-region": "",
    // It is focusable without; what checks pages does not know.
    tabindex: "0",
    spellcheck: "true",
  }),
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  highlightSpecialChars(),
  drawSelection(),
  closeBrackets(),
  highlightSelectionMatches({ minSelectionLength: 3, maxMatches: 200 }),
  search({ top: true }),
  EditorState.phrases.of(SEARCH_WORDS),
  EditorView.lineWrapping,
  EditorState.tabSize.of(4),
  markdownText,
  largePaste,
  findingMarks,
  // Behind the findings, and so around them in the page: a claim has one line under it.
  claimMarks,
  claimCompletion(ports.claims),
  staleTargets,
  staleActions.of(ports.stale),
  findingPopover,
  // Beyond its edges the editor cuts off what it shows.
  tooltips({ tooltipSpace: ({ dom }) => dom.getBoundingClientRect() }),
  targetOpener.of(ports.targets),
  remoteCursors,
  suggestionsInText,
  conflictsInText,
  Prec.highest(keymap.of(editorKeys(ports))),
  keymap.of([...closeBracketsKeymap, ...searchKeymap, ...defaultKeymap, indentWithTab]),
];

const SEARCH_WORDS = {
  next: "Next",
  previous: "Previous",
  all: "Select all",
  "match case": "Match case",
  regexp: "Regular expression",
  "by word": "Whole words",
  replace: "Replace",
  "replace all": "Replace all",
  close: "Close",
};

const scrolled = (top: Cell<number>): Extension =>
  EditorView.domEventHandlers({
    scroll(_event, view) {
      top.set(view.lineBlockAtHeight(view.scrollDOM.scrollTop).from);
      return false;
    },
  });

function placeOf({ selection, doc }: EditorState): CursorPlace {
  const { anchor, head } = selection.main;
  const { number, from } = doc.lineAt(head);
  return { anchor, head, line: number, column: head - from + 1 };
}
