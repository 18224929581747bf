// For tests: a document in which two people changed one sentence apart, with evidence for its number, and rules that run in the page.
import type {
  Actor,
  CommandResult,
  ConflictChoice,
  ConflictSide,
  DocumentId,
  DocumentView,
  EditConflict,
  LiveDocument,
  Meeting,
  PlacedConflict,
} from "@nomous/client";
import * as Y from "yjs";
import { EXPERIMENT, sessionText } from "../../runs/session-fixture.ts";
import { type Cell, createCell } from "../cell.ts";
import type { FromWorker, Survey } from "../check/check-message.ts";
import { createChecker } from "../check/checker.ts";
import type { CheckWorker } from "../check/live-check.ts";

export const DOCUMENT = "0192f0c1-2345-7abc-8def-000000000030" as DocumentId;
export const FOUND_AT = Date.UTC(2026, 10, 20, 15, 13);

const id = (n: number): string => `0192f0c1-2345-7abc-8def-${String(n).padStart(12, "0")}`;
export const clientId = (letter: string): Actor["client"] => letter.repeat(22) as Actor["client"];

export const side = (person: string, letter: string, rest: Partial<Actor> = {}): ConflictSide => ({
  actor: { person, client: clientId(letter), ...rest },
  at: [FOUND_AT - 60_000, FOUND_AT],
  edits: 2,
});
export const MARA = side("mara", "m");
export const TOMAS = side("tomas", "t");

const BASE = "North takes [15 %][ev:piers/ms] less when the wind is low.\n";
const MINE = "North takes [20 %][ev:piers/ms] less when the wind is low.\n";
const THEIRS = "North takes [15 %][ev:piers/ms] less when the line has stopped.\n";
const MERGED = "North takes [20 %][ev:piers/ms] less when the line has stopped.\n";

export const TEXT = `# Piers

\`\`\`yaml experiment
${EXPERIMENT}\`\`\`

## 3. North

The piers stand since 1902.
${MERGED}
Memory does not change.

[ev:piers/ms]: ../evidence/piers/20261129T061500-3f2a91.jsonl
`;

const SESSION = "evidence/piers/20261129T061500-3f2a91.jsonl";
export const SURVEY: Survey = {
  kinds: { "evidence/piers": "folder", [SESSION]: "file" },
  texts: { [SESSION]: sessionText("2026-11-29T06:15:00.000Z", 8) },
  folders: { "evidence/piers": [SESSION.slice("evidence/piers/".length)] },
  commits: {},
  approval: "none",
};

export const conflictOf = (n: number, rest: Partial<EditConflict> = {}): EditConflict => ({
  conflict: id(n) as EditConflict["conflict"],
  meeting: id(900) as EditConflict["meeting"],
  kind: "overlap",
  section: "3. North",
  line: 16,
  from: "",
  to: "",
  base: BASE,
  mine: MINE,
  theirs: THEIRS,
  merged: MERGED,
  runs: [
    [13, "base"],
    [2, "mine"],
    [31, "base"],
    [16, "theirs"],
    [2, "base"],
  ],
  who: { mine: [MARA], theirs: [TOMAS] },
  ...rest,
});

/** Its place is where its merged text stands in `text`. */
export function placedConflict(n: number, rest: Partial<PlacedConflict> = {}, text = TEXT): PlacedConflict {
  const conflict = rest.conflict ?? conflictOf(n);
  const from = text.indexOf(conflict.merged);
  const place = from < 0 ? null : { from, to: from + conflict.merged.length };
  return { conflict, at: FOUND_AT, place, isOutdated: place === null, resolutions: [], waiting: undefined, ...rest };
}

export const MEETING: Meeting = {
  meeting: id(900) as Meeting["meeting"],
  mine: [MARA],
  theirs: [TOMAS],
  places: 14,
  conflicts: 3,
};

export interface LiveFixture {
  readonly live: LiveDocument;
  readonly view: Cell<DocumentView>;
  readonly resolved: { readonly conflict: string; readonly choice: ConflictChoice; readonly text: string }[];
  /** What the bridge says of the next decisions; without one it is away. */
  readonly answers: Partial<CommandResult>[];
}

/** A document as the client gives it; a decision waits until `answers` has one for it. */
export function liveDocument(conflicts: readonly PlacedConflict[], rest: Partial<DocumentView> = {}): LiveFixture {
  const view = createCell<DocumentView>({
    status: "live",
    path: "docs/piers.md",
    epoch: 1,
    seq: 9,
    doc: new Y.Doc(),
    text: TEXT,
    saving: { waiting: 0, savedAt: undefined, savedSeq: 0, refused: undefined },
    people: [],
    file: undefined,
    suggestions: [],
    conflicts,
    meetings: [],
    moved: undefined,
    ...rest,
  });
  const resolved: LiveFixture["resolved"] = [];
  const answers: Partial<CommandResult>[] = [];
  const resolve: LiveDocument["resolve"] = (conflict, choice, text) => {
    resolved.push({ conflict, choice, text });
    const waiting = view
      .current()
      .conflicts.map((one) => (one.conflict.conflict === conflict ? { ...one, waiting: choice } : one));
    view.set({ ...view.current(), conflicts: waiting });
    const answer = answers.shift();
    if (answer === undefined) return new Promise(() => undefined);
    return Promise.resolve({ type: "RES", status: "applied", at: 0, ...answer } as CommandResult);
  };
  const live = { id: DOCUMENT, view, resolve } as unknown as LiveDocument;
  return { live, view, resolved, answers };
}

/** The rules themselves, in the page instead of a worker. */
export function startInPage(): CheckWorker {
  const listeners: ((event: { readonly data: FromWorker }) => void)[] = [];
  const take = createChecker({
    post: (data) => queueMicrotask(() => listeners.forEach((listener) => listener({ data }))),
    soon: queueMicrotask,
  });
  return {
    postMessage: take,
    terminate: () => void listeners.splice(0),
    addEventListener(type: "message" | "error", listener: never) {
      if (type === "message") listeners.push(listener);
    },
  };
}
