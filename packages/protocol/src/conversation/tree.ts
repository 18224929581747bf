// The tree that a conversation's events describe; bridge and browser fold the same events with the same function.
import type { Actor } from "../actor.ts";
import type { TurnId } from "../ids.ts";
import type { ConversationEvent } from "./event.ts";
import type { AnswerOutcome, PersonTurn } from "./turn.ts";

export interface EngineTurn {
  readonly role: "engine";
  readonly id: TurnId;
  readonly parent: TurnId;
  readonly at: number;
  readonly actor: Actor;
  /** Absent while the answer is being written. */
  readonly outcome?: AnswerOutcome;
}

export type Turn = PersonTurn | EngineTurn;

export interface ConversationTree {
  readonly turns: ReadonlyMap<TurnId, Turn>;
  /** Children in the order in which they were written; `null` holds the roots. */
  readonly children: ReadonlyMap<TurnId | null, readonly TurnId[]>;
}

export const EMPTY_TREE: ConversationTree = { turns: new Map(), children: new Map() };

/** Folds a batch of events; copies the two maps once. An event that does not fit changes nothing. */
export function growTree(tree: ConversationTree, events: Iterable<ConversationEvent>): ConversationTree {
  const turns = new Map(tree.turns);
  const children = new Map(tree.children);
  const add = (turn: Turn): void => {
    if (turns.has(turn.id)) return;
    if (turn.parent !== null && !turns.has(turn.parent)) return;
    turns.set(turn.id, turn);
    children.set(turn.parent, [...(children.get(turn.parent) ?? []), turn.id]);
  };
  for (const event of events) {
    switch (event.type) {
      case "turn.added":
        add(event.turn);
        break;
      case "answer.started": {
        const { id, parent, at, actor } = event;
        add({ role: "engine", id, parent, at, actor });
        break;
      }
      case "answer.ended": {
        const turn = turns.get(event.id);
        if (turn?.role === "engine" && turn.outcome === undefined)
          turns.set(event.id, { ...turn, outcome: event.outcome });
        break;
      }
    }
  }
  return { turns, children };
}

/** Turns from the root to `leaf`, oldest first; empty when `leaf` is unknown. */
export function pathTo(tree: ConversationTree, leaf: TurnId | null): Turn[] {
  const path: Turn[] = [];
  for (let id = leaf; id !== null;) {
    const turn = tree.turns.get(id);
    if (turn === undefined) return [];
    path.push(turn);
    id = turn.parent;
  }
  return path.toReversed();
}

/** The newest leaf at or below `from`: at each fork the child that was written last. */
export function newestLeaf(tree: ConversationTree, from: TurnId | null = null): TurnId | null {
  let leaf = from;
  for (;;) {
    const next = tree.children.get(leaf)?.at(-1);
    if (next === undefined) return leaf;
    leaf = next;
  }
}

/** How many ways one can read the conversation. */
export function countLeaves(tree: ConversationTree): number {
  let leaves = 0;
  for (const id of tree.turns.keys()) if ((tree.children.get(id)?.length ?? 0) === 0) leaves += 1;
  return leaves;
}
