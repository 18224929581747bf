// What has to know the text of a document, and so needs Yjs with a whole document in memory: away from the thread that serves sockets, and
// behind a port. The log holds updates; a state is named by how much of the log it has.
import type { DocumentUpdate, EditConflict, Hunk } from "@nomous/protocol";

/** An update with its place in the log: the number of its last item. */
export interface LoggedUpdate extends DocumentUpdate {
  readonly seq: number;
}

/** A state of one epoch of a document. */
export interface DocumentState {
  /** `<document id>/<epoch>`: states of one key build on each other. */
  readonly key: string;
  /** It has every update up to this item … */
  readonly upTo: number;
  /** … and these behind it: updates of the file that were merged since it was written. */
  readonly plus: readonly number[];
}

/** The log does not reach back far enough to make a state. */
export class StateGone extends Error {
  readonly key: string;
  readonly upTo: number;
  constructor(key: string, upTo: number) {
    super(`The state of ${key} at item ${upTo} cannot be made any more: the log begins later.`);
    this.name = "StateGone";
    this.key = key;
    this.upTo = upTo;
  }
}

/**
 * Reads the updates of an epoch that come after item `after`, up to and including `upTo`, in order. Where the log was trimmed, a snapshot comes
 * first: updates with all before it, under the number of the last item that they have. Throws `StateGone` where there is none below `upTo`.
 */
export type ReadUpdates = (key: string, after: number, upTo: number) => AsyncIterable<LoggedUpdate>;

/** A state of the log, or one that is not in it yet: an update of encoding 2 that has it whole. */
export type Ground = DocumentState | { readonly update: Uint8Array };

/** Replaces the text from `from` to `to` (UTF-16 units). Several are in ascending order and do not overlap. */
export interface TextSpanChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What edits that were made apart made of a document: those of some writers, and those of all others. */
export interface Apart {
  /** What both sides began with. */
  readonly state: DocumentState;
  /** The numbers of the writers of one side. */
  readonly mine: readonly number[];
  /** The item up to which updates behind `state` are looked at. */
  readonly last: number;
}

/** A place that needs a person, without what only its document knows. */
export interface FoundConflict extends Omit<EditConflict, "conflict" | "meeting" | "who"> {
  /** Its lines in the text that both sides began with (UTF-16 units). Empty where both put something between two lines. */
  readonly place: { readonly from: number; readonly to: number };
}

export interface Met {
  /** Places of the text (whole lines) that `mine` changed, and that the others did. */
  readonly places: number;
  readonly theirs: number;
  /** In the order in which they stand in the text. */
  readonly conflicts: readonly FoundConflict[];
}

/** What a conflict that was told is known by in another text. */
export type ToldConflict = Pick<EditConflict, "section" | "line" | "base" | "mine" | "theirs" | "merged">;

/** Where it is there. */
export type ConflictAnchor = Pick<EditConflict, "section" | "line" | "from" | "to">;

export interface Merger {
  text(state: DocumentState): Promise<string>;
  /** The whole state as updates of encoding 2 that follow each other, and its text. */
  snapshot(state: DocumentState): Promise<{ readonly updates: readonly Uint8Array[]; readonly text: string }>;
  /** The first update of an epoch, of encoding 2: `text` by the writer `yjs`. */
  seed(text: string, yjs: number): Promise<Uint8Array>;
  /** The update (encoding 1) by which the writer `yjs` makes `text` of the state, touching only what differs; `null` when nothing does. */
  rewrite(state: DocumentState, text: string, yjs: number): Promise<Uint8Array | null>;
  /**
   * What an update, or changes of the text, made on `base` would change in `onto`, as hunks with relative positions in `onto`. Where both sides
   * changed the same place, the hunk shows the proposer's text against what is there now. Empty when `onto` has it all. When `base` cannot be
   * made any more, one hunk at the end has what the change inserts.
   */
  propose(
    base: DocumentState,
    change:
      | { readonly update: DocumentUpdate["update"]; readonly encoding: DocumentUpdate["encoding"] }
      | readonly TextSpanChange[],
    onto: DocumentState,
  ): Promise<readonly Hunk[]>;
  /** The same for what `text` differs from `base`, such as edits that never reached a file before git replaced it. */
  proposeText(base: string, text: string, onto: Ground): Promise<readonly Hunk[]>;
  /** Where hunks of the state `from` lie in `onto`, under their numbers; what `onto` has already is left out. */
  transfer(hunks: readonly Hunk[], from: DocumentState, onto: Ground): Promise<readonly Hunk[]>;
  /** The places in which edits that were made apart do not fit. Rejects with `StateGone` when the log knows no longer who wrote what. */
  meet(apart: Apart): Promise<Met>;
  /** Where conflicts are in the text of another epoch: by their lines, else where their section ends, else at the end. One for each, in order. */
  anchor(conflicts: readonly ToldConflict[], onto: Ground): Promise<readonly ConflictAnchor[]>;
  close(): Promise<void>;
}
