// What a bridge knows of an edit conflict, as a line of its document's reviews.
import { type ConflictDecision, type ConflictLine, keysOfDecisions } from "./conflict-line.ts";

interface KnownPerson {
  readonly person: string;
  readonly agent?: string | undefined;
}

interface KnownSide {
  readonly actor: KnownPerson;
  /** Wall clock, milliseconds: the first and the last of it. */
  readonly at: readonly [number, number];
  readonly edits: number;
}

/** A conflict with all that was decided about it, oldest first; open while there is none. */
export interface KnownConflict {
  readonly conflict: Pick<ConflictLine, "kind" | "section" | "line" | "base" | "mine" | "theirs" | "merged"> & {
    readonly conflict: string;
    readonly isCut?: boolean | undefined;
    readonly who: { readonly mine: readonly KnownSide[]; readonly theirs: readonly KnownSide[] };
  };
  /** When it was found, wall clock, milliseconds. */
  readonly at: number;
  readonly resolutions: readonly (Pick<ConflictDecision, "choice" | "text"> & {
    readonly actor: KnownPerson;
    readonly at: number;
  })[];
}

export const decisionsAbout = ({ resolutions }: KnownConflict): ConflictDecision[] =>
  resolutions.map(({ choice, text, actor, at }) => ({ choice, text, by: personOf(actor), at: momentOf(at) }));

/** Says the same whatever the machine, its zone and its language are. */
export function lineOfConflict(
  document: string,
  { conflict, at }: KnownConflict,
  decisions: readonly ConflictDecision[],
): ConflictLine {
  const { conflict: id, kind, section, line, base, mine, theirs, merged, isCut, who } = conflict;
  return {
    v: 1,
    type: "conflict",
    document,
    id,
    status: decisions.length === 0 ? "open" : "resolved",
    kind,
    section,
    line,
    base,
    mine,
    theirs,
    merged,
    ...(isCut === true && { cut: true }),
    who: { mine: who.mine.map(sideOf), theirs: who.theirs.map(sideOf) },
    at: momentOf(at),
    ...keysOfDecisions(decisions),
  };
}

const sideOf = ({ actor, at: [first, last], edits }: KnownSide): ConflictLine["who"]["mine"][number] => ({
  ...personOf(actor),
  at: [momentOf(first), momentOf(last)],
  edits,
});

/** Not the key of the browser: that is nobody's business who reads the repository. */
const personOf = ({ person, agent }: KnownPerson): ConflictDecision["by"] => ({
  person,
  ...(agent !== undefined && { agent }),
});

/** The last one that is written with a year of four digits. */
const LAST_MS = 253_402_300_799_999;

const momentOf = (ms: number): string => new Date(Math.min(Math.max(ms, 0), LAST_MS)).toISOString();
