// A document moves to another state of its lifecycle: the workbench says what its text becomes, and that is an edit like any other, by the
// bridge in the name of who asked. Nobody approves what two people wrote against each other: an open conflict is in the way, of approvals alone.
import { type CommandArgs, type Obstacle, openConflicts } from "@nomous/protocol";
import { type Decision, type DecisionContext, NOTHING_TO_DO, reject } from "../../command/decision.ts";
import { conflictObstacles } from "../conflict/conflict-obstacles.ts";
import type { StateMove } from "../document-desk.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import type { DocumentHouse, DocumentPorts } from "./document-ports.ts";
import { newYjs } from "./open.ts";
import { writeTo } from "./write-decision.ts";

export interface MoveState {
  readonly room: LoadedRoom;
  readonly move: StateMove;
  /** What makes the text that of the new state; `null`: it is already. */
  readonly update: Uint8Array | null;
  readonly yjs: number;
}

/** More than a person would go through; the editor shows all of them once the text is there. */
const MAX_OBSTACLES = 200;

/** An approval is signed before the text says that there is one. */
export async function loadMove(
  { log, random, mirrors }: DocumentHouse,
  { desk, merger }: DocumentPorts,
  { document, state }: CommandArgs<"document.state">,
): Promise<MoveState> {
  const room = await log.room(document);
  // The workbench tells of conflicts in its own words where it can see them.
  await mirrors?.current(room);
  const text = await merger.text(room.state);
  const move = withConflicts(await desk.move(room.path, text, state), room, text);
  const yjs = newYjs(random);
  if (move.status !== "changed") return { room, move, update: null, yjs };
  await move.sign();
  return { room, move, update: await merger.rewrite(room.state, move.text, yjs), yjs };
}

/** Refused where the document has open conflicts and whoever moves it approves it. */
function withConflicts(move: StateMove, { conflicts }: LoadedRoom, text: string): StateMove {
  const open = openConflicts(conflicts).map(({ conflict }) => conflict);
  if (open.length === 0 || move.status === "unchanged" || !move.isApproval) return move;
  if (move.status === "changed") {
    const count = open.length === 1 ? "a conflict is" : `${open.length} conflicts are`;
    const message = `It cannot become ${move.to}: ${count} open. Decide what is listed, then try again.`;
    return { status: "refused", message, obstacles: conflictObstacles(open, [], move.text), isApproval: true };
  }
  // Without obstacles there is no way to that state at all.
  if (move.obstacles.length === 0) return move;
  const missing = conflictObstacles(open, move.obstacles, text);
  return { ...move, obstacles: [...move.obstacles, ...missing].toSorted(byPlace) };
}

const byPlace = (a: Obstacle, b: Obstacle): number => a.from - b.from;

export function decideState({ room, move, update, yjs }: MoveState, context: DecisionContext): Decision {
  if (move.status === "refused")
    return reject("conflict", move.message, { obstacles: move.obstacles.slice(0, MAX_OBSTACLES) });
  if (move.status === "unchanged" || update === null) return NOTHING_TO_DO;
  const label = { event: { type: "label", label: `moved to ${move.to}`, actor: context.actor } } as const;
  const change = { update: { encoding: 1, base: room.head, update }, yjs } as const;
  return writeTo(room, { entries: [label, change], result: {} }, context);
}
