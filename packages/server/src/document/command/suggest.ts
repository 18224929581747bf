// Suggestions: somebody proposes changes, and a person accepts or rejects them hunk by hunk.
import type { CommandArgs, Hunk } from "@nomous/protocol";
import { type Decision, type DecisionContext, reject } from "../../command/decision.ts";
import { type LoadedRoom, stateKey } from "../room/loaded-room.ts";
import { suggestionEntries } from "../room/suggestion-entries.ts";
import type { CheckedEntry } from "../room/write-entries.ts";
import { isReadable } from "../room/is-readable.ts";
import type { DocumentHouse, DocumentPorts } from "./document-ports.ts";
import { absencesWith, editEntries, fitEdit, lateness } from "./edit.ts";
import { nothing, refused, writeTo } from "./write-decision.ts";

type SuggestArgs = CommandArgs<"document.suggest">;
type SettleArgs = CommandArgs<"document.settle">;

/** What a suggestion would change in the present text, or why it cannot be one. */
export type Proposal = { readonly room: LoadedRoom; readonly hunks: readonly Hunk[] } | { readonly refusal: Decision };

export async function loadProposal({ merger }: DocumentPorts, room: LoadedRoom, args: SuggestArgs): Promise<Proposal> {
  const { epoch, base, changes, suggestion } = args;
  const wrong = whatIsWrong(room, args);
  if (wrong !== undefined) return { refusal: reject("invalid-arguments", wrong) };
  if (room.suggestions.has(suggestion))
    return { refusal: reject("conflict", "A suggestion with this id exists already.") };
  const upTo = Math.min(base, lastOf(room, epoch));
  const state = { key: stateKey(room.id, epoch), upTo, plus: [] };
  const { length } = isReadable(room, epoch, upTo) ? await merger.text(state) : { length: Infinity };
  if (changes.some(({ to }) => to > length))
    return {
      refusal: reject(
        "invalid-arguments",
        `The text has ${length} characters as of item ${base}; a change goes beyond.`,
      ),
    };
  return { room, hunks: await merger.propose(state, changes, room.state) };
}

const lastOf = ({ epochs, head }: LoadedRoom, epoch: number): number =>
  ([...epochs].find(([number]) => number > epoch)?.[1] ?? head + 1) - 1;

function whatIsWrong({ head, epoch }: LoadedRoom, args: SuggestArgs): string | undefined {
  if (args.epoch > epoch || args.base > head) return "The suggestion was made on a state to come.";
  let end = 0;
  for (const { from, to, insert } of args.changes) {
    if (from < end || to < from)
      return "The changes of a suggestion have to be in ascending order and must not overlap.";
    if (insert.includes("\r")) return "Lines of a document end with a line feed alone.";
    end = to;
  }
  return undefined;
}

export function decideSuggest(
  proposal: Proposal,
  { suggestion, note }: SuggestArgs,
  context: DecisionContext,
): Decision {
  if ("refusal" in proposal) return proposal.refusal;
  const { room, hunks } = proposal;
  if (hunks.length === 0) return nothing({ suggestion: null });
  const entries = suggestionEntries({ suggestion, why: "asked", note, hunks }, context);
  return writeTo(room, { entries, result: { suggestion } }, context);
}

/** Each hunk is settled once: who comes second changes nothing, and what accepting would have changed is not changed twice. */
export async function decideSettle(
  house: Pick<DocumentHouse, "log">,
  args: SettleArgs,
  context: DecisionContext,
): Promise<Decision> {
  const { suggestion, verdict, edit } = args;
  const room = await house.log.room(args.document);
  const open = room.suggestions.get(suggestion)?.hunks;
  const hunks = args.hunks.filter((hunk) => open?.has(hunk));
  if (hunks.length === 0) return nothing({ suggestion: null });
  const { actor } = context;
  const settled: CheckedEntry = { event: { type: "settled", suggestion, hunks, verdict, actor } };
  if (edit === undefined) return writeTo(room, { entries: [settled] }, context);
  if (hunks.length < args.hunks.length)
    return reject("conflict", "Somebody has settled a part of this meanwhile. Look at what is left and settle that.");
  if (edit.epoch !== room.epoch || lateness(room, edit) !== undefined)
    return reject("conflict", "The document has begun anew meanwhile. Look at the suggestion in its present text.");
  const fitting = await fitEdit(house, room, edit, context);
  if (fitting.status === "refused") return refused(fitting);
  const entries = [settled, ...editEntries(edit, fitting.verdict, context)];
  return writeTo(room, { entries, absences: absencesWith(fitting, context) }, context);
}
