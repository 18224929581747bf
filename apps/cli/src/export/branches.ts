import type { ExportedTurn } from "./exported.ts";

/** One way to read a conversation. What it shares with an earlier branch is not repeated: it goes on after turn `after`. */
export interface Branch {
  readonly after: ExportedTurn | undefined;
  readonly turns: readonly ExportedTurn[];
}

/** Every turn in exactly one branch. The first child goes on with its parent's branch, each further child begins one. */
export function branchesOf(turns: readonly ExportedTurn[]): Branch[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const open = new Map<string, ExportedTurn[]>();
  const branches: Branch[] = [];
  for (const turn of turns) {
    const line = turn.parent === null ? undefined : open.get(turn.parent);
    if (line === undefined) {
      const own = [turn];
      branches.push({ after: turn.parent === null ? undefined : byId.get(turn.parent), turns: own });
      open.set(turn.id, own);
      continue;
    }
    line.push(turn);
    if (turn.parent !== null) open.delete(turn.parent);
    open.set(turn.id, line);
  }
  return branches;
}
