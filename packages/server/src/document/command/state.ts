// A document moves to another state of its lifecycle: the workbench says what its text becomes, and that is an edit like any other, by the
// bridge in the name of who asked.
import type { CommandArgs } from "@nomous/protocol";
import { type Decision, type DecisionContext, NOTHING_TO_DO, reject } from "../../command/decision.ts";
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
  { log, random }: DocumentHouse,
  { desk, merger }: DocumentPorts,
  { document, state }: CommandArgs<"document.state">,
): Promise<MoveState> {
  const room = await log.room(document);
  const move = await desk.move(room.path, await merger.text(room.state), state);
  const yjs = newYjs(random);
  if (move.status !== "changed") return { room, move, update: null, yjs };
  await move.sign();
  return { room, move, update: await merger.rewrite(room.state, move.text, yjs), yjs };
}

export function decideState({ room, move, update, yjs }: MoveState, context: DecisionContext): Decision {
  if (move.status === "refused")
    return reject("conflict", move.message, { obstacles: move.obstacles.slice(0, MAX_OBSTACLES) });
  if (move.status === "unchanged" || update === null) return NOTHING_TO_DO;
  const label = { event: { type: "label", label: `moved to ${move.to}`, actor: context.actor } } as const;
  const change = { update: { encoding: 1, base: room.head, update }, yjs } as const;
  return writeTo(room, { entries: [label, change], result: {} }, context);
}
