// An edit goes into the log as it came when it was made on the present epoch. One that was made on an epoch or a state that is gone is not
// merged unseen: what it would change becomes a suggestion.
import type { CommandArgs, DocumentEdit, Hunk, SuggestionId, SuggestionReason } from "@nomous/protocol";
import type { Decision, DecisionContext } from "../../command/decision.ts";
import type { ApartEdit } from "../conflict/absence.ts";
import { withEdit } from "../conflict/absence.ts";
import { isApart } from "../conflict/is-apart.ts";
import type { Entries } from "../document-log.ts";
import type { DocumentState } from "../merger.ts";
import { type LoadedRoom, stateKey } from "../room/loaded-room.ts";
import { suggestionEntries } from "../room/suggestion-entries.ts";
import type { CheckedEntry } from "../room/write-entries.ts";
import { checkUpdate, readUpdate, refuse, type Refusal, type UpdateVerdict } from "../update/check-update.ts";
import type { DocumentHouse } from "./document-ports.ts";
import { nothing, refused, writeTo } from "./write-decision.ts";

type EditArgs = CommandArgs<"document.edit">;
type Fitting = Extract<UpdateVerdict, { status: "fits" }>;

/** An edit that goes into the log. */
interface FittingEdit {
  readonly status: "fits";
  readonly room: LoadedRoom;
  readonly verdict: Fitting;
  /** Made without having seen what others wrote. */
  readonly apart: ApartEdit | undefined;
}

/** One that comes too late for the text, and what it would change there. */
interface LateEdit {
  readonly status: "late";
  readonly room: LoadedRoom;
  readonly why: SuggestionReason;
  readonly hunks: readonly Hunk[];
}

export type EditState = FittingEdit | LateEdit | Refusal;

/** Why an edit cannot go into the log any more; `undefined`: it can. */
export function lateness({ epoch, first }: LoadedRoom, edit: DocumentEdit): "epoch" | "floor" | undefined {
  if (edit.epoch < epoch) return "epoch";
  return edit.epoch === epoch && edit.base < first - 1 ? "floor" : undefined;
}

export async function loadEdit(
  house: DocumentHouse,
  { document, edit }: Pick<EditArgs, "document"> & { readonly edit: DocumentEdit },
  context: DecisionContext,
): Promise<EditState> {
  const { log, ports } = house;
  const { actor } = context;
  const room = await log.room(document);
  if (edit.epoch > room.epoch)
    return refuse("invalid-arguments", "The edit is of an epoch to come. Open the document again.");
  const why = lateness(room, edit);
  if (why === undefined) return fitEdit(house, room, edit, context);
  if (ports === undefined) return refuse("not-supported", "This bridge can make no suggestions of late edits.");
  const read = readUpdate(room, edit, actor.client);
  if (read.status === "refused") return read;
  const change = { update: read.update, encoding: edit.encoding };
  return { status: "late", room, why, hunks: await ports.merger.propose(lastState(room, edit), change, room.state) };
}

/** Checks an edit that was made on the present epoch. */
export async function fitEdit(
  { log }: Pick<DocumentHouse, "log">,
  room: LoadedRoom,
  edit: DocumentEdit,
  context: DecisionContext,
): Promise<FittingEdit | Refusal> {
  const { client } = context.actor;
  const verdict = checkUpdate(room, edit, client);
  if (verdict.status === "refused") return verdict;
  const { epoch, base, yjs, after = [] } = edit;
  const isSame = (one: number): boolean => room.writers.get(one)?.actor.client === client;
  const own = [...new Set([yjs, ...after.filter(isSame), ...verdict.reach.adds.map((span) => span.client)])];
  const apart = (await isApart(log, room, edit, own, context))
    ? { epoch, base: Math.max(base, room.epochAt), plus: [], yjs: own, isFile: false }
    : undefined;
  return { status: "fits", room, verdict, apart };
}

/** The absences of the document once the edit is in the log. */
export const absencesWith = (
  { room: { absences }, apart }: FittingEdit,
  { now }: DecisionContext,
): Entries["absences"] | undefined => apart && ((items) => withEdit(absences, apart, items, now));

/** The end of the epoch of an edit: whatever the edit builds on is there, the last edits of its writer too. */
function lastState(room: LoadedRoom, { epoch, base }: DocumentEdit): DocumentState {
  if (epoch === room.epoch) return room.state;
  const later = [...room.epochs].find(([number]) => number > epoch);
  return { key: stateKey(room.id, epoch), upTo: later === undefined ? base : later[1] - 1, plus: [] };
}

export function decideEdit(state: EditState, { edit }: EditArgs, context: DecisionContext): Decision {
  if (state.status === "refused") return refused(state);
  const { room } = state;
  if (state.status === "fits") {
    const entries = editEntries(edit, state.verdict, context);
    return writeTo(room, { entries, absences: absencesWith(state, context) }, context);
  }
  const late = lateEntries(state, edit, context);
  if ("status" in late) return refused(late);
  const { entries, suggestion } = late;
  return entries.length === 0 ? nothing({ suggestion }) : writeTo(room, { entries, result: { suggestion } }, context);
}

/** The items of an edit that came too late: a suggestion, where it would change anything. */
export function lateEntries(
  { room, why, hunks }: LateEdit,
  { label }: DocumentEdit,
  context: DecisionContext,
): { readonly entries: readonly CheckedEntry[]; readonly suggestion: SuggestionId | null } | Refusal {
  if (hunks.length === 0) return { entries: [], suggestion: null };
  // Its sender chose no name for it, and a repetition has to find the same.
  const suggestion = context.command as string as SuggestionId;
  if (room.suggestions.has(suggestion))
    return refuse("conflict", "The id of this command is that of a suggestion. Send it again under another.");
  return { entries: suggestionEntries({ suggestion, why, note: label ?? "", hunks }, context), suggestion };
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
