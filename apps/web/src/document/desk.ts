// One open document on the page: its editor, its check and who else is in it, joined once, outside React. The page reads what they tell.
import type {
  Client,
  Clock,
  ConflictId,
  DocumentView,
  LiveDocument,
  DocumentFreshness,
  OpenSuggestion,
  Presence,
  Readable,
  TabId,
} from "@nomous/client";
import { DOCUMENT_TEXT } from "@nomous/client";
import type { Text } from "@codemirror/state";
import type { ViewUpdate } from "@codemirror/view";
import { type Cell, createCell } from "./cell.ts";
import { surveyBy } from "./check/ask-survey.ts";
import type { CheckedText, TextEdit } from "./check/check-message.ts";
import { type CheckWorker, createLiveCheck, type LiveCheck } from "./check/live-check.ts";
import { createEditor, type DocumentEditor, type EditorPorts } from "./editor/create-editor.ts";
import { setConflicts } from "./conflict/conflict-marks.ts";
import { setClaims } from "./editor/claim-marks.ts";
import { setFindings } from "./editor/finding-set.ts";
import { setStale } from "./editor/stale-targets.ts";
import { nameOf, othersOf, type Reader } from "./people/people-words.ts";
import { decodeSelection, encodeSelection } from "./people/relative-position.ts";
import { setCursors } from "./people/remote-cursors.ts";
import { createSuggestions, type OpenSuggestions } from "./suggestion/open-suggestions.ts";

/** A text with what the check says of it: offsets of one count in the other. */
export interface Rendered {
  readonly checked: CheckedText;
  readonly text: Text;
}

export interface DocumentDesk {
  readonly live: LiveDocument;
  readonly editor: DocumentEditor;
  readonly check: LiveCheck;
  readonly rendered: Readable<Rendered | undefined>;
  readonly readers: Readable<readonly Reader[]>;
  readonly suggestions: OpenSuggestions;
  /** What the bridge says of what the document rests on; drawn with the findings of the next check. */
  showFreshness(freshness: DocumentFreshness | undefined): void;
  close(): void;
}

interface DeskPorts extends Pick<EditorPorts, "parent" | "nonce" | "describedBy" | "targets" | "stale"> {
  readonly live: LiveDocument;
  readonly client: Pick<Client, "ask" | "kept" | "tab" | "latest">;
  readonly clock: Clock;
  readonly worker: CheckWorker;
  /** Shows what each side made of a place that they changed apart. */
  readonly openConflict: (conflict: ConflictId) => void;
}

export function openDesk(ports: DeskPorts): DocumentDesk {
  const { live, clock } = ports;
  const rendered = createCell<Rendered | undefined>(undefined);
  const readers = createCell<readonly Reader[]>([]);
  const presence = createPresence(live, clock);
  const check = createLiveCheck({
    worker: ports.worker,
    clock,
    survey: (...asked) => surveyBy(ports.client, clock, ...asked),
    text: () => editor.view.state.doc.toString(),
  });
  const suggestions = createSuggestions(live, () => rendered.current()?.checked.outline ?? []);
  const editor = createEditor({
    ...ports,
    onAnswer: (verdict) => suggestions.answer(editor.view, verdict),
    onOpen: (text) => openText(text),
    claims: () => check.ask<"claims">({ kind: "claims" }),
    onChange: ({ changes, state }) => check.edit(editsOf(changes), state.doc.length),
  });
  const openText = (text: string): void => {
    const { path } = live.view.current();
    if (path !== undefined) check.open(path, text);
  };
  let isClosed = false;
  const freshness = createCell<DocumentFreshness | undefined>(undefined);
  const draw = createShow(ports, editor, {
    readers,
    openText,
    drawHunks: (open) => suggestions.draw(editor.view, open),
  });
  const show = (): void => {
    if (!isClosed) draw();
  };
  const stops = [
    // A change that is typed here is told of while the editor is still making it.
    live.view.subscribe(() => queueMicrotask(show)),
    check.view.subscribe(() => drawFindings(editor, check, rendered, freshness.current())),
    rendered.subscribe(() => suggestions.redraw(editor.view)),
    editor.cursor.subscribe(() => presence.touch(editor)),
    watchJobs(ports.client, () => check.doubt("evidence/")),
  ];
  show();
  presence.touch(editor);
  editor.view.contentDOM.addEventListener("focus", () => presence.touch(editor));
  return {
    live,
    editor,
    check,
    rendered,
    readers,
    suggestions,
    showFreshness: (next) => freshness.set(next),
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      presence.close();
      check.close();
      editor.close();
    },
  };
}

/** Calls back when a job has ended: it may have left evidence. */
function watchJobs(client: Pick<Client, "latest">, onEnd: () => void): () => void {
  const jobs = client.latest("jobs");
  const lastEnd = (): number => Math.max(0, ...(jobs.current()?.jobs.map(({ endedAt }) => endedAt ?? 0) ?? []));
  let last = lastEnd();
  return jobs.subscribe(() => {
    const end = lastEnd();
    if (end <= last) return;
    last = end;
    onEnd();
  });
}

function editsOf(changes: ViewUpdate["changes"]): TextEdit[] {
  const edits: TextEdit[] = [];
  changes.iterChanges((from, to, _from, _to, insert) => edits.push({ from, to, insert: insert.toString() }));
  return edits;
}

function drawFindings(
  editor: DocumentEditor,
  check: LiveCheck,
  rendered: Cell<Rendered | undefined>,
  freshness: DocumentFreshness | undefined,
): void {
  const { checked, isCurrent } = check.view.current();
  if (!isCurrent || checked === undefined || rendered.current()?.checked === checked) return;
  const isDraft = checked.type?.stage === "draft";
  const { findings, claims, stale } = checked;
  editor.view.dispatch({
    effects: [
      setFindings.of({ findings, isDraft }),
      setClaims.of(claims),
      setStale.of({ places: stale, targets: freshness?.targets ?? [] }),
    ],
  });
  rendered.set({ checked, text: editor.view.state.doc });
}

interface Shown {
  readonly readers: Cell<readonly Reader[]>;
  readonly openText: (text: string) => void;
  readonly drawHunks: (suggestions: readonly OpenSuggestion[]) => void;
}

/** Brings the editor to what the document is, each part when it has changed. */
function createShow({ live, client, openConflict }: DeskPorts, editor: DocumentEditor, shown: Shown): () => void {
  let last: DocumentView | undefined;
  return () => {
    const view = live.view.current();
    const isNew = view.doc !== last?.doc;
    if (view.doc === undefined) editor.showText(view.text);
    else if (isNew) editor.showDocument(view.doc);
    else if (view.path !== last?.path) shown.openText(editor.view.state.doc.toString());
    if (isNew || haveChanged(last?.suggestions ?? [], view.suggestions)) shown.drawHunks(view.suggestions);
    if (isNew || haveChanged(last?.conflicts ?? [], view.conflicts))
      editor.view.dispatch({ effects: setConflicts.of({ conflicts: view.conflicts, open: openConflict }) });
    if (isNew || view.people !== last?.people) drawPeople(editor, live, client.tab, shown.readers);
    last = view;
  };
}

/** The view makes its list anew each time; an empty one says nothing twice. */
const haveChanged = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before !== now && before.length + now.length > 0;

function drawPeople(editor: DocumentEditor, live: LiveDocument, own: TabId, readers: Cell<readonly Reader[]>): void {
  const { people, doc } = live.view.current();
  const placeOf = ({ selection }: Presence): ReturnType<typeof decodeSelection> =>
    selection === null || doc === undefined ? undefined : decodeSelection(doc, selection);
  const others = othersOf(people, own).map((one) => ({ name: nameOf(one), place: placeOf(one) }));
  readers.set(others.map(({ name, place }) => ({ name, head: place?.head })));
  const cursors = others.flatMap(({ name, place }) => (place === undefined ? [] : [{ name, ...place }]));
  editor.view.dispatch({ effects: setCursors.of(cursors) });
}

/** A cursor that runs through the text is told of so often. */
const PRESENT_MS = 200;

/** Tells the others where the cursor is; who has not been in the text yet reads. */
function createPresence(live: LiveDocument, clock: Clock): { touch(editor: DocumentEditor): void; close(): void } {
  let stop: (() => void) | undefined;
  let isInText = false;
  return {
    touch(editor) {
      isInText ||= editor.view.hasFocus;
      stop ??= clock.after(PRESENT_MS, () => {
        stop = undefined;
        const { doc } = live.view.current();
        const { anchor, head } = editor.cursor.current();
        const isHere = isInText && doc !== undefined;
        live.present(isHere ? encodeSelection(doc.getText(DOCUMENT_TEXT), anchor, head) : null);
      });
    },
    close: () => stop?.(),
  };
}
