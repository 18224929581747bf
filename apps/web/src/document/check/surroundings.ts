// Rules ask about the workspace in the middle of a check and cannot wait. What nobody has told yet is unknown, which finds nothing,
// and is written down, so that it can be asked for and the text checked again. What is only recalled from before counts for evidence
// alone, is asked for again, and says since when it is known.
import type { Surroundings } from "@nomous/workbench";
import { SESSION_NAME } from "@nomous/workbench/experiments";
import type { Survey, Told, Wants } from "./check-message.ts";

/** A query takes so many; the rest is asked for the next time. */
const MAX_PATHS = 500;
const MAX_COMMITS = 200;
const MAX_PATH_LENGTH = 1_024;
/** A reply has room for more, UTF-16 units; texts that are known and asked for again come in turns. */
const MAX_TEXTS = 600_000;

interface KnownWorkspace {
  learn(told: Told): void;
  /** What is known of paths that begin so still counts, and is wanted again. */
  doubt(below: string): void;
  /** To give to one check of the text. */
  look(text: string, today: string | undefined): Look;
}

export interface Look {
  readonly surroundings: Surroundings;
  /** Without what is recalled: how measurements stood can be told with its time, what is wrong with the text has to be so now. */
  readonly present: Surroundings;
  /** What the check wanted to know and nobody has told, or not lately. */
  readonly wants: () => Wants;
  /** When the oldest of what the check was told by `surroundings` was read, wall clock of this browser; `undefined`: it was told nothing. */
  readonly asOf: () => number | undefined;
}

/** As many as can be asked for at once. */
export const wantsOf = (paths: ReadonlySet<string>, commits: ReadonlySet<string>): Wants => ({
  paths: [...paths].slice(0, MAX_PATHS),
  commits: [...commits].slice(0, MAX_COMMITS),
});

interface Piece {
  readonly kind: Survey["kinds"][string];
  readonly text: string | undefined;
  /** Of the files in a folder. */
  readonly names: readonly string[] | undefined;
  readonly at: number;
  readonly isRecalled: boolean;
}

/** What this page was told of the workspace so far. */
export function createKnownWorkspace(): KnownWorkspace {
  const pieces = new Map<string, Piece>();
  const commits = new Map<string, boolean>();
  const doubted = new Set<string>();
  let approval: Survey["approval"] = "unknown";
  return {
    learn(told) {
      for (const [path, piece] of piecesOf(told)) {
        // What another page was told before is no news.
        if (piece.isRecalled && (pieces.get(path)?.at ?? -1) >= piece.at) continue;
        pieces.set(path, piece);
        if (piece.isRecalled) doubted.add(path);
        else doubted.delete(path);
      }
      for (const [id, isThere] of Object.entries(told.survey.commits)) commits.set(id, isThere);
      // An approval is of a text; what is recalled was told of another one.
      if (!told.isRecalled) ({ approval } = told.survey);
    },
    doubt(below) {
      for (const path of pieces.keys()) if (path.startsWith(below)) doubted.add(path);
    },
    look(text, today) {
      const wanted = createWanted((path) => !pieces.has(path) || doubted.has(path));
      const isKnown = memo(() => knowsSessionsOf(text, pieces.values()));
      let oldest = Number.POSITIVE_INFINITY;
      const pieceOf = (path: string): Piece | undefined => {
        wanted.path(path);
        return pieces.get(path);
      };
      const shared = {
        hasCommit(id: string) {
          if (!commits.has(id)) wanted.commit(id);
          return commits.get(id);
        },
        approval,
        ...(today === undefined ? {} : { today }),
      };
      const surroundings = surroundingsOf((path) => {
        const piece = pieceOf(path);
        if (piece === undefined || (piece.isRecalled && piece.names !== undefined && !isKnown())) return undefined;
        oldest = Math.min(oldest, piece.at);
        return piece;
      });
      const present = surroundingsOf((path) => {
        const piece = pieceOf(path);
        return piece?.isRecalled === true ? undefined : piece;
      });
      return {
        surroundings: { ...surroundings, ...shared },
        present: { ...present, ...shared },
        wants: () => wanted.all((path) => pieces.get(path)?.text?.length ?? 0),
        asOf: () => (oldest === Number.POSITIVE_INFINITY ? undefined : oldest),
      };
    },
  };
}

function piecesOf({ survey: { kinds, texts, folders = {} }, at, isRecalled }: Told): Map<string, Piece> {
  const textOf = new Map(Object.entries(texts));
  const namesOf = new Map(Object.entries(folders));
  return new Map(
    Object.entries(kinds).map(([path, kind]) => [
      path,
      { kind, text: textOf.get(path), names: namesOf.get(path), at, isRecalled },
    ]),
  );
}

const surroundingsOf = (
  pieceOf: (path: string) => Piece | undefined,
): Pick<Surroundings, "kindOf" | "textOf" | "filesIn"> => ({
  kindOf: (path) => pieceOf(path)?.kind ?? "unknown",
  textOf: (path) => pieceOf(path)?.text,
  filesIn(path) {
    const piece = pieceOf(path);
    return piece?.kind === "missing" ? [] : piece?.names;
  },
});

const SESSIONS = new RegExp(SESSION_NAME.source.slice(1, -1), "g");

/** Whether what is known is at least as new as the text: one that names a session that nobody has told of was written later. */
function knowsSessionsOf(text: string, pieces: Iterable<Piece>): boolean {
  const named = new Set(text.match(SESSIONS));
  if (named.size > 0)
    for (const { names = [] } of pieces) for (const name of names) named.delete(name.replace(/\.jsonl$/, ""));
  return named.size === 0;
}

/** What a check asks for that is not surely known. */
function createWanted(isWanted: (path: string) => boolean): {
  path(path: string): void;
  commit(id: string): void;
  /** `lengthOf` a text that is known of the path. */
  all(lengthOf: (path: string) => number): Wants;
} {
  const paths = new Set<string>();
  const commits = new Set<string>();
  return {
    path(path) {
      if (path.length <= MAX_PATH_LENGTH && isWanted(path)) paths.add(path);
    },
    commit: (id) => void commits.add(id),
    all(lengthOf) {
      let length = 0;
      const fitting = [...paths].filter((path) => {
        const isFirst = length === 0;
        const own = lengthOf(path);
        if (!isFirst && length + own > MAX_TEXTS) return false;
        length += own;
        return true;
      });
      return wantsOf(new Set(fitting), commits);
    },
  };
}

function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
