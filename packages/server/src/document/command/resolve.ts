// Somebody decides an edit conflict. Who comes first decides it, and what that changes in the text is stored in the same commit; who comes later,
// having decided while they could not know, is stored beside it: the text stays, and everybody can see what they wanted.
import { type CommandArgs, type DocumentEvent, isOpenConflict } from "@nomous/protocol";
import { type Decision, type DecisionContext, reject } from "../../command/decision.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import type { CheckedEntry } from "../room/write-entries.ts";
import type { DocumentHouse } from "./document-ports.ts";
import { absencesWith, editEntries, type EditState, lateEntries, loadEdit } from "./edit.ts";
import { refused, writeTo } from "./write-decision.ts";

type ResolveArgs = CommandArgs<"document.resolve">;

export interface ResolveState {
  readonly room: LoadedRoom;
  /** What comes of the edit; `undefined`: there is none, or somebody else was first. */
  readonly edited: EditState | undefined;
}

export async function loadResolve(
  house: DocumentHouse,
  { document, conflict, edit }: ResolveArgs,
  context: DecisionContext,
): Promise<ResolveState> {
  const room = await house.log.room(document);
  const known = room.conflicts.get(conflict);
  const isDecisive = known !== undefined && isOpenConflict(known);
  const edited = edit && isDecisive ? await loadEdit(house, { document, edit }, context) : undefined;
  return { room, edited };
}

export function decideResolve({ room, edited }: ResolveState, args: ResolveArgs, context: DecisionContext): Decision {
  const { conflict, choice, text, edit } = args;
  const known = room.conflicts.get(conflict);
  if (known === undefined)
    return reject("not-found", "There is no such conflict any more. Look at the document as it is now.");
  const { actor } = context;
  const isFirst = isOpenConflict(known);
  const event: DocumentEvent = { type: "resolved", conflict, choice, text, isFirst, actor };
  const resolved: CheckedEntry = { event };
  if (edit === undefined || edited === undefined) return writeTo(room, { entries: [resolved] }, context);
  if (edited.status === "refused") return refused(edited);
  if (edited.status === "fits") {
    const entries = [resolved, ...editEntries(edit, edited.verdict, context)];
    return writeTo(edited.room, { entries, absences: absencesWith(edited, context) }, context);
  }
  // It is decided all the same, and what was to be in the text waits for a person. The sender has not seen that, so no item is named.
  const late = lateEntries(edited, edit, context);
  if ("status" in late) return refused(late);
  const { entries, suggestion } = late;
  return writeTo(edited.room, { entries: [resolved, ...entries], result: { suggestion } }, context);
}
