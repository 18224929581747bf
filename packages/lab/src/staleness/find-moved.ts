// Where something went that is not where it is cited: a file that was renamed, a symbol that was moved to another file or is called otherwise. It is
// followed from commit to commit, each time looking only at what the commit that removed it has put elsewhere.
import type { AnchorState, Anchor, ThereState } from "./anchor-state.ts";
import { stateOf } from "./anchor-state.ts";
import { findDeviation } from "./find-deviation.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Snapshot } from "./snapshot.ts";
import { languageOf } from "./syntax/grammar.ts";
import { type Past, snapshotOf, type World } from "./world.ts";

export interface Location {
  readonly path: string;
  readonly anchor: Anchor;
}

export interface Trail {
  /** Where it was, the oldest first. */
  readonly locations: readonly Location[];
  /** What it is at the last of them now. */
  readonly now: AnchorState;
  /** Since which commit it has another name; undefined while it has its own, null when that is not committed. */
  readonly renamed?: number | null;
  /** When it is gone: the commit that removed it; null when that is not committed, undefined when nobody can tell. */
  readonly removed?: number | null;
  /** What it was just before. */
  readonly last: ThereState | null;
}

const MOST_MOVES = 12;

/** From the place that is cited to where it is now, or to where it ended. */
export async function findMoved(world: World, path: string, anchor: Anchor): Promise<Trail> {
  const locations: Location[] = [{ path, anchor }];
  let renamed: number | null | undefined;
  let last: ThereState | null = null;
  for (let moves = 0; ; moves += 1) {
    world.signal?.throwIfAborted();
    const place = locations.at(-1) ?? { path, anchor };
    const looked = new Set<string>();
    const now = await stateOf(world.present, world.code, place.path, place.anchor, looked);
    const trail = { locations, now, last, ...(renamed !== undefined && { renamed }) };
    if (now.status === "there" || now.status === "unreadable" || moves === MOST_MOVES) return trail;
    const removal = world.past === null ? undefined : await removalOf(world, world.past, place, looked);
    if (removal === undefined) return trail;
    last = removal.last;
    if (removal.next === null) return { ...trail, last, removed: removal.at };
    if (removal.isRenamed) renamed = removal.at;
    locations.push(removal.next);
  }
}

interface Removal {
  /** Null: it is not committed. */
  readonly at: number | null;
  readonly last: ThereState | null;
  readonly next: Location | null;
  readonly isRenamed: boolean;
}

/** Undefined when it never was there, as far as anybody can tell. */
async function removalOf(
  world: World,
  past: Past,
  place: Location,
  looked: ReadonlySet<string>,
): Promise<Removal | undefined> {
  const { history, head } = past;
  const stateAt = (commit: number): Promise<AnchorState> =>
    stateOf(snapshotOf(past, commit), world.code, place.path, place.anchor);
  const committed = await stateAt(head);
  if (committed.status === "there") {
    const files = await world.dirtyFiles();
    return { at: null, last: committed, ...(await findAmong(world, world.present, place, committed, files)) };
  }
  const isThere = async (commit: number): Promise<boolean> => (await stateAt(commit)).status === "there";
  const deviation = await findDeviation({
    history,
    from: head,
    paths: [...looked],
    isSame: isThere,
    signal: world.signal,
  });
  if (deviation === null || deviation.before === null) return undefined;
  const last = await stateAt(deviation.before);
  if (last.status !== "there") return undefined;
  return { at: deviation.at, last, ...(await movedIn(world, past, deviation.at, place, last)) };
}

/** Where a commit put something that it removed from a place. */
export async function movedIn(
  world: World,
  past: Past,
  commit: number,
  place: Location,
  last: ThereState,
): Promise<Pick<Removal, "next" | "isRenamed">> {
  await past.renames.load([commit]);
  const renamedFile = past.renames.after(commit, place.path);
  if (renamedFile !== null && place.anchor.kind !== "symbol")
    return { next: { path: renamedFile, anchor: place.anchor }, isRenamed: false };
  const snapshot = snapshotOf(past, commit);
  const files = [...(renamedFile === null ? [] : [renamedFile]), ...past.history.changedIn(commit)];
  const found = await findAmong(world, snapshot, place, last, files);
  if (found.next !== null || renamedFile === null) return found;
  // It was changed in the commit that gave its file another name.
  const inRenamed = await stateOf(snapshot, world.code, renamedFile, place.anchor);
  return { next: inRenamed.status === "there" ? { path: renamedFile, anchor: place.anchor } : null, isRenamed: false };
}

/** The file that says the same, under the same name or, where it stood, under another. */
async function findAmong(
  world: World,
  snapshot: Snapshot,
  place: Location,
  last: ThereState,
  files: readonly string[],
): Promise<Pick<Removal, "next" | "isRenamed">> {
  const others = [...new Set(files)].filter((path) => path !== place.path && isAlike(path, place.path));
  for (const path of others) {
    const state = await stateOf(snapshot, world.code, path, place.anchor);
    if (state.status === "there" && state.hash === last.hash && state.path === path)
      return { next: { path, anchor: place.anchor }, isRenamed: false };
  }
  if (place.anchor.kind === "symbol" && last.words.length > 0)
    for (const path of new Set([place.path, ...others])) {
      const name = await otherName(world, snapshot, path, place.anchor.symbol, last);
      if (name !== null) return { next: { path, anchor: { kind: "symbol", symbol: name } }, isRenamed: true };
    }
  return { next: null, isRenamed: false };
}

/** Symbols are looked for in what is written in something that is read here, other things in files of the same ending. */
const isAlike = (path: string, like: string): boolean =>
  (languageOf(path) !== null && languageOf(like) !== null) || endingOf(path) === endingOf(like);

const endingOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

const lastName = (symbol: string): string => symbol.slice(symbol.lastIndexOf(".") + 1);

/** What a symbol says but for its own name. */
export const namelessHash = (words: readonly string[], symbol: string): string => {
  const name = lastName(symbol);
  return fingerprintOf(words.map((word) => (word === name ? "\u0002" : word)));
};

async function otherName(
  { code }: World,
  snapshot: Snapshot,
  path: string,
  symbol: string,
  last: ThereState,
): Promise<string | null> {
  const content = await snapshot.contentOf(path);
  const tree = content?.status === "text" ? code.treeOf(path, content) : null;
  if (tree === null) return null;
  const wanted = namelessHash(last.words, symbol);
  const found = tree.beside(symbol).filter(({ name, words }) => namelessHash(words, name) === wanted);
  const [only] = found;
  return found.length === 1 && only !== undefined && only.name !== symbol ? only.name : null;
}
