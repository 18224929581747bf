// Conflicts of a document as the lines beside it tell them: a later line of an id takes the place of the one before.
import type { OpenConflict } from "@nomous/workbench";
import { type ConflictLine, detailsOf, namesOfSide } from "./conflict-line.ts";
import type { Conflict } from "./review.ts";

/** A line of a review file that is about a conflict. */
export interface ConflictEntry {
  readonly conflict: Conflict;
  /** Of the file, from 1. */
  readonly line: number;
  /** The line as it is. */
  readonly written: string;
}

/** A conflict as its newest line has it. */
export interface ConflictRecord extends ConflictEntry {
  /** Null for one of another tool that gave it none; its line is all there is of it then. */
  readonly id: string | null;
  /** From 1, in the order in which the file begins to speak of them: it stays the same, because files only grow. */
  readonly number: number;
  readonly isOpen: boolean;
  /** Null for a line of another tool, or one that somebody changed. */
  readonly details: ConflictLine | null;
}

/** Its document has another name now, and another file of reviews; it is open or decided there. */
export const MOVED = "moved";

export function recordConflicts(entries: readonly ConflictEntry[]): ConflictRecord[] {
  const newest = new Map<string | number, ConflictEntry>();
  // A line without an id is one of its own: numbers of lines are no texts.
  for (const entry of entries) newest.set(idOf(entry) ?? entry.line, entry);
  return [...newest.values()].map((entry, i) => ({
    ...entry,
    id: idOf(entry),
    number: i + 1,
    isOpen: entry.conflict.status === "open",
    details: detailsOf(entry.conflict),
  }));
}

const idOf = ({ conflict: { id } }: ConflictEntry): string | null => (id === undefined ? null : String(id));

/** What people can type and see as it is. */
const TYPEABLE = /^[\w-]{1,64}$/;

/** What rules are told of one; `path` is the review file's. */
export function openConflict({ conflict, line: at, id, details }: ConflictRecord, path: string): OpenConflict {
  const { line = null, section = "" } = conflict;
  return {
    line,
    about: section,
    place: `${path}:${at}`,
    id: id !== null && TYPEABLE.test(id) ? id : "",
    kind: details?.kind ?? "",
    people: details === null ? null : [namesOfSide(details.who.mine), namesOfSide(details.who.theirs)],
    merged: details?.merged ?? "",
  };
}
