// Edits that were made without seeing what others wrote meanwhile, and that are in the log: which they are and what they were made on. They are on
// record from the commit that took them in until their meeting with the others is told, so that a bridge which dies in between tells of it after all.
// What was told stays for a while: more edits of the same absence belong to the same meeting.
import { type Actor, check, ConflictId, DocumentEpoch, type DocumentId, MeetingId } from "@nomous/protocol";
import * as z from "zod/mini";
import type { RecordChange, StoredRecord } from "../../storage/storage.ts";

/** The absences of a document, by its id. */
export const ABSENCE_RECORD = "apart";

const seq = z.int().check(z.nonnegative());

const Told = z.object({
  meeting: MeetingId,
  /** Edits up to this item are told of … */
  last: seq,
  /** … at this time (wall clock, milliseconds). */
  at: z.number(),
  /** Where each conflict stands in the state that the edits were made on, in UTF-16 units. */
  places: z.array(z.object({ conflict: ConflictId, from: seq, to: seq })),
});

const Absence = z.object({
  epoch: DocumentEpoch,
  /** The edits were made on the state up to this item … */
  base: seq,
  /** … and these behind it. */
  plus: z.array(seq),
  /** Who made them, by client id of Yjs. */
  yjs: z.array(z.int().check(z.nonnegative())),
  /** The first and the last item of them. */
  first: seq,
  last: seq,
  /** A program made them in the file. */
  isFile: z.boolean(),
  told: z.nullable(Told),
});
export type Absence = z.infer<typeof Absence>;

/** An edit that was made apart, once it is in the log. */
export type ApartEdit = Omit<Absence, "first" | "last" | "told">;

const Remembered = z.object({ absences: z.array(Absence) });

/** How long more edits of an absence are awaited after its meeting was told. */
const TOLD_MS = 10 * 60_000;
const MAX_TOLD = 8;
/** Page loads of one absence. */
const MAX_WRITERS = 256;

/** Whether there are edits in it that nobody was told of. */
export const isUntold = ({ last, told }: Absence): boolean => told === null || told.last < last;

/** With the edit that has these items: as more of the absence that it belongs to, or as one of its own. */
export function withEdit(
  absences: readonly Absence[],
  edit: ApartEdit,
  [first, last]: readonly [number, number],
  now: number,
): readonly Absence[] {
  const known = absences.findLast((absence) => isOfSame(absence, edit));
  if (known === undefined) return [...remembered(absences, now), { ...edit, first, last, told: null }];
  const yjs = [...new Set([...known.yjs, ...edit.yjs])].slice(-MAX_WRITERS);
  const wider: Absence = { ...known, yjs, base: Math.min(known.base, edit.base), last };
  return absences.map((absence) => (absence === known ? wider : absence));
}

/** Whoever made the edit had not got back what was stored of the absence: they were still away. */
function isOfSame(absence: Absence, edit: ApartEdit): boolean {
  if (absence.epoch !== edit.epoch || absence.isFile !== edit.isFile) return false;
  if (!edit.isFile) return edit.base < absence.first && edit.yjs.some((yjs) => absence.yjs.includes(yjs));
  const isOwn = (item: number): boolean =>
    absence.plus.includes(item) || (item >= absence.first && item <= absence.last);
  return absence.base === edit.base && edit.plus.every(isOwn);
}

/** Without those that were told so long ago, or so many ago, that no more of them will come. */
export function remembered(absences: readonly Absence[], now: number): readonly Absence[] {
  const told = absences.filter((absence) => !isUntold(absence)).toSorted((a, b) => toldAt(a) - toldAt(b));
  const kept = new Set(told.filter((absence) => Math.abs(now - toldAt(absence)) <= TOLD_MS).slice(-MAX_TOLD));
  return absences.filter((absence) => isUntold(absence) || kept.has(absence));
}

const toldAt = ({ told }: Absence): number => told?.at ?? 0;

export const absenceRecord = (id: DocumentId, absences: readonly Absence[], actor: Actor): RecordChange => ({
  kind: ABSENCE_RECORD,
  id,
  value: absences.length === 0 ? null : ({ absences: [...absences] } satisfies z.infer<typeof Remembered>),
  actor,
});

/** None when there is no record, or one of another version: then nobody is told of them, and the text has them all the same. */
export function readAbsences(record: Pick<StoredRecord, "value"> | undefined): readonly Absence[] {
  const checked = record === undefined ? undefined : check(Remembered, record.value);
  return checked?.ok === true ? checked.value.absences : [];
}
