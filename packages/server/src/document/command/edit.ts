// An edit goes into the log as it came when it was made on the present epoch. One that was made on an epoch or a state that is gone is not
// merged unseen: what it would change becomes a suggestion.
import type { CommandArgs, DocumentEdit, Hunk, SuggestionId, SuggestionReason } from "@nomous/protocol";
import type { Decision, DecisionContext } from "../../command/decision.ts";
import type { DocumentState } from "../merger.ts";
import { type LoadedRoom, stateKey } from "../room/loaded-room.ts";
import { suggestionEntries } from "../room/suggestion-entries.ts";
import type { CheckedEntry } from "../room/write-entries.ts";
import { checkUpdate, readUpdate, refuse, type Refusal, type UpdateVerdict } from "../update/check-update.ts";
import type { DocumentHouse } from "./document-ports.ts";
import { nothing, refused, writeTo } from "./write-decision.ts";

type EditArgs = CommandArgs<"document.edit">;
type Fitting = Extract<UpdateVerdict, { status: "fits" }>;

export type EditState =
  | { readonly status: "fits"; readonly room: LoadedRoom; readonly verdict: Fitting }
  | {
      readonly status: "late";
      readonly room: LoadedRoom;
      readonly why: SuggestionReason;
      readonly hunks: readonly Hunk[];
    }
  | Refusal;

/** Why an edit cannot go into the log any more; `undefined`: it can. */
export function lateness({ epoch, first }: LoadedRoom, edit: DocumentEdit): "epoch" | "floor" | undefined {
  if (edit.epoch < epoch) return "epoch";
  return edit.epoch === epoch && edit.base < first - 1 ? "floor" : undefined;
}

export async function loadEdit(
  { log, ports }: DocumentHouse,
  { document, edit }: EditArgs,
  { actor }: DecisionContext,
): Promise<EditState> {
  const room = await log.room(document);
  if (edit.epoch > room.epoch)
    return refuse("invalid-arguments", "The edit is of an epoch to come. Open the document again.");
  const why = lateness(room, edit);
  if (why === undefined) {
    const verdict = checkUpdate(room, edit, actor.client);
    return verdict.status === "refused" ? verdict : { status: "fits", room, verdict };
  }
  if (ports === undefined) return refuse("not-supported", "This bridge can make no suggestions of late edits.");
  const read = readUpdate(room, edit, actor.client);
  if (read.status === "refused") return read;
  const change = { update: read.update, encoding: edit.encoding };
  return { status: "late", room, why, hunks: await ports.merger.propose(lastState(room, edit), change, room.state) };
}

/** The end of the epoch of an edit: whatever the edit builds on is there, the last edits of its writer too. */
function lastState(room: LoadedRoom, { epoch, base }: DocumentEdit): DocumentState {
  if (epoch === room.epoch) return room.state;
  const later = [...room.epochs].find(([number]) => number > epoch);
  return { key: stateKey(room.id, epoch), upTo: later === undefined ? base : later[1] - 1, plus: [] };
}

export function decideEdit(state: EditState, { edit }: EditArgs, context: DecisionContext): Decision {
  if (state.status === "refused") return refused(state);
  const { room } = state;
  if (state.status === "fits") return writeTo(room, { entries: editEntries(edit, state.verdict, context) }, context);
  const { why, hunks } = state;
  if (hunks.length === 0) return nothing({ suggestion: null });
  // Its sender chose no name for it, and a repetition has to find the same.
  const suggestion = context.command as string as SuggestionId;
  if (room.suggestions.has(suggestion))
    return refused(refuse("conflict", "The id of this command is that of a suggestion. Send it again under another."));
  const entries = suggestionEntries({ suggestion, why, note: edit.label ?? "", hunks }, context);
  return writeTo(room, { entries, result: { suggestion } }, context);
}

/** The items of an edit that was checked. */
export function editEntries(
  { label, encoding, base, yjs }: DocumentEdit,
  { update, reach }: Fitting,
  { actor }: DecisionContext,
): CheckedEntry[] {
  const entries: CheckedEntry[] = [{ update: { encoding, base, update }, yjs, reach }];
  if (label !== undefined && label !== "") entries.unshift({ event: { type: "label", label, actor } });
  return entries;
}
