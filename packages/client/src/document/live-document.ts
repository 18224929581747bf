// One document as an application sees it: text that several people and the file share, and what is known about it. Edits are made on the
// Y.Doc itself, so that any binding of Yjs works; each is kept in the outbox until the bridge has it.
import {
  type Actor,
  type CommandResult,
  type ConflictChoice,
  type ConflictId,
  type DocumentId,
  type EditConflict,
  type ErrorBody,
  type FileState,
  type HistoryEntry,
  type Hunk,
  type Presence,
  type SuggestionId,
  type SuggestionReason,
  type TextSelection,
  type Verdict,
  type WorkspacePath,
  type ConflictResolution,
  type KnownMeeting,
} from "@nomous/protocol";
import type * as Y from "yjs";
import type { Readable } from "../readable.ts";

/** The name of the shared text in each Y.Doc. */
export const DOCUMENT_TEXT = "text";

/** Replaces the text from `from` to `to` (UTF-16 units, before any change of the same call) by `insert`. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A hunk with its place in the present text. */
export interface PlacedHunk extends Hunk {
  /** UTF-16 units; `null`: the text around it is gone. */
  readonly place: { readonly from: number; readonly to: number } | null;
  /** What it removes is not what stands there any more. */
  readonly isOutdated: boolean;
}

/** A suggestion of which at least one hunk waits. */
export interface OpenSuggestion {
  readonly suggestion: SuggestionId;
  readonly why: SuggestionReason;
  readonly note: string;
  readonly actor: Actor;
  /** Wall clock of the bridge, milliseconds. */
  readonly at: number;
  readonly hunks: readonly PlacedHunk[];
}

/** A place that people changed apart from each other, as it is in the present text. */
export interface PlacedConflict {
  readonly conflict: EditConflict;
  /** When it was found, wall clock of the bridge, milliseconds. */
  readonly at: number;
  /** UTF-16 units; `null`: the text around it is gone. */
  readonly place: { readonly from: number; readonly to: number } | null;
  /** What stands there now is not `conflict.merged`. */
  readonly isOutdated: boolean;
  /** In the order in which they came; open while there is none. The first of them decided it. */
  readonly resolutions: readonly ConflictResolution[];
  /** What was decided here, or in another tab, and the bridge has not confirmed. */
  readonly waiting: ConflictChoice | undefined;
}

export interface DocumentView {
  /**
   * `loading`: nothing is here yet. `cached`: as far as this client has it. `live`: as far as the bridge has it. `missing`: there is no such
   * document. `damaged`: its log is, after what is shown.
   */
  readonly status: "loading" | "cached" | "live" | "missing" | "damaged";
  readonly path: WorkspacePath | undefined;
  readonly epoch: number;
  /** The last item of the stream that is applied. */
  readonly seq: number;
  /** To edit; another object when the document began anew (another epoch, or what was here did not count any more). */
  readonly doc: Y.Doc | undefined;
  /** There before `doc` is. */
  readonly text: string;
  readonly saving: {
    /** Edits, and decisions about conflicts, that the bridge has not confirmed; they are safe in this client's storage. */
    readonly waiting: number;
    /** When the last one was confirmed, wall clock of this client. */
    readonly savedAt: number | undefined;
    /** The last item of the stream that holds an edit of this client: the file has it once `file.seq` is as high. */
    readonly savedSeq: number;
    /** Why edits are not saved; they are kept and tried again where that helps. */
    readonly refused: ErrorBody | undefined;
  };
  /** Everybody who has it open, this tab included; empty while the bridge is away. */
  readonly people: readonly Presence[];
  readonly file: FileState | undefined;
  readonly suggestions: readonly OpenSuggestion[];
  /** Oldest first: all that are open, and those that were decided lately. */
  readonly conflicts: readonly PlacedConflict[];
  /** Newest last: those of late. */
  readonly meetings: readonly KnownMeeting[];
  /** Edits of this client that came too late for the text, and are a suggestion now (`null`: they would change nothing). */
  readonly moved: { readonly suggestion: SuggestionId | null } | undefined;
}

export interface LiveDocument {
  readonly id: DocumentId;
  readonly view: Readable<DocumentView>;
  /** Makes the changes as one edit. Rejects with a `ClientError` before the document is here, or when they do not fit its text. */
  edit(changes: readonly TextChange[], label?: string): Promise<void>;
  /** Changes the text into another one, touching only what differs. */
  replace(text: string, label?: string): Promise<void>;
  /** Resolves when every edit and decision so far is confirmed by the bridge; rejects when an edit was refused for good. */
  saved(): Promise<void>;
  /** Tells the others where this tab is; `null`: reading, without a cursor. */
  present(selection: TextSelection | null): void;
  /** Offsets are of the present text. */
  suggest(changes: readonly TextChange[], note: string): Promise<SuggestionId>;
  /** Accepting changes the text in the same step. */
  settle(suggestion: SuggestionId, hunks: readonly number[], verdict: Verdict): Promise<CommandResult>;
  /**
   * Decides a conflict: its place becomes `text`, where only what differs is touched; with `merged` the document stays as it is, whatever `text` says.
   * With the bridge away the decision waits in the outbox, and the text changes once the bridge has it: whoever decides first counts, a later one is
   * kept beside it and changes nothing. One of this client's that was not sent yet is taken back for the new one, and rejects with `withdrawn`.
   * Where the place is gone, `text` comes to the end of its section.
   *
   * Rejects with a `ClientError`: `away` before the document is here, `not-found` for a conflict that is not known, `conflict` when its place and
   * its section are gone or the document began anew meanwhile, `too-large` for a text that a decision cannot hold.
   */
  resolve(conflict: ConflictId, choice: ConflictChoice, text: string): Promise<CommandResult>;
  history(before?: number): Promise<{ readonly entries: readonly HistoryEntry[]; readonly hasMore: boolean }>;
  /** The text of a version of the history. */
  version(version: string): Promise<string>;
  /** Forgets the edits, and the decisions with a text of one's own, that were refused for good: they are kept until then. */
  dismiss(): Promise<void>;
  /** Lets go of it; edits that wait are sent all the same. */
  close(): Promise<void>;
}
