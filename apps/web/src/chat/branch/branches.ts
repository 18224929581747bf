// Which way through the tree is read. A branch that somebody else writes never moves the reader: from the turn that was
// chosen, the first answer to it is followed; only opening a conversation looks for the newest.
import { type ConversationTree, newestLeaf, pathTo, type Turn, type TurnId } from "@nomous/client";

/** The turns to show, oldest first, given the turn that was last chosen (or none). */
export function readingPath(tree: ConversationTree, chosen: TurnId | undefined): readonly Turn[] {
  if (chosen === undefined || !tree.turns.has(chosen)) return pathTo(tree, newestLeaf(tree));
  return pathTo(tree, firstLeaf(tree, chosen));
}

function firstLeaf(tree: ConversationTree, from: TurnId): TurnId {
  let leaf = from;
  for (;;) {
    const next = tree.children.get(leaf)?.[0];
    if (next === undefined) return leaf;
    leaf = next;
  }
}

/** The ways to go on from where `turn` hangs, `turn` among them. */
export const siblingsOf = (tree: ConversationTree, turn: Turn): readonly TurnId[] =>
  tree.children.get(turn.parent) ?? [];

/** The end of the branch beside `turn`, `step` places on; `undefined` when there is none. */
export function neighbour(tree: ConversationTree, turn: Turn, step: -1 | 1): TurnId | undefined {
  const siblings = siblingsOf(tree, turn);
  const sibling = siblings[siblings.indexOf(turn.id) + step];
  return sibling === undefined ? undefined : (newestLeaf(tree, sibling) ?? sibling);
}

/** The last turn on the path that has siblings: the fork that keys act on. */
export const lastFork = (tree: ConversationTree, path: readonly Turn[]): Turn | undefined =>
  path.findLast((turn) => siblingsOf(tree, turn).length > 1);

export interface OutlineRow {
  readonly turn: TurnId;
  readonly depth: number;
  /** Its place among its siblings, from 1; absent at a single root. */
  readonly place?: number;
  readonly isOnPath: boolean;
  /** Turns from here to the end of its longest reading, itself included; only off the path. */
  readonly turns?: number;
}

/** The tree as rows: the first turn, then every fork on the path with all its branches. */
export function branchOutline(tree: ConversationTree, path: readonly Turn[]): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const below: OutlineRow[][] = [];
  const root = path[0];
  if (root !== undefined && siblingsOf(tree, root).length === 1) rows.push({ turn: root.id, depth: 0, isOnPath: true });
  for (const turn of path) {
    const siblings = siblingsOf(tree, turn);
    if (siblings.length < 2) continue;
    const depth = below.length + 1;
    const at = siblings.indexOf(turn.id);
    const row = (id: TurnId, index: number): OutlineRow => ({
      turn: id,
      depth,
      place: index + 1,
      isOnPath: index === at,
      ...(index === at ? {} : { turns: pathTo(tree, newestLeaf(tree, id)).length - pathTo(tree, id).length + 1 }),
    });
    const all = siblings.map(row);
    rows.push(...all.slice(0, at + 1));
    below.push(all.slice(at + 1));
  }
  return [...rows, ...below.toReversed().flat()];
}
