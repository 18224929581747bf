// The thread as rows of a list: turns of the path being read, forks between them, and what the bridge refused.
import type { ConversationView, EngineTurn, PersonTurn, Turn, TurnId } from "@nomous/client";
import { siblingsOf } from "../branch/branches.ts";

export type Refusal = ConversationView["refused"][number];

export type ThreadRow =
  | { readonly kind: "fork"; readonly key: string; readonly turn: Turn }
  /** `place` is set while it waits to be sent: 1 is next. */
  | { readonly kind: "person"; readonly key: string; readonly turn: PersonTurn; readonly place: number | undefined }
  | { readonly kind: "engine"; readonly key: string; readonly turn: EngineTurn; readonly prompt: Turn | undefined }
  | { readonly kind: "refused"; readonly key: string; readonly refusal: Refusal };

export function threadRows(view: ConversationView, path: readonly Turn[]): readonly ThreadRow[] {
  const rows: ThreadRow[] = [];
  const places = new Map<TurnId, number>();
  for (const id of view.waiting.keys()) {
    if (view.tree.turns.get(id)?.role === "person") places.set(id, places.size + 1);
  }
  for (const turn of path) {
    if (siblingsOf(view.tree, turn).length > 1) rows.push({ kind: "fork", key: `fork ${turn.parent}`, turn });
    if (turn.role === "person") rows.push({ kind: "person", key: turn.id, turn, place: places.get(turn.id) });
    else if (!places.has(turn.parent))
      rows.push({ kind: "engine", key: turn.id, turn, prompt: view.tree.turns.get(turn.parent) });
  }
  for (const refusal of view.refused) rows.push({ kind: "refused", key: refusal.id, refusal });
  return rows;
}

/** The answer at the end of the path that is still being written. */
export function openAnswer(view: ConversationView, path: readonly Turn[]): EngineTurn | undefined {
  const open = path.find((turn) => turn.role === "engine" && turn.outcome === undefined);
  return open?.role === "engine" && !view.waiting.has(open.parent) ? open : undefined;
}
