// A version of the file becomes part of the log: as an edit of what the file was before, or, when git replaced it, as a new epoch. Each step is
// one commit with the shadow that it leads to, so a crash finds the version merged or not, never half and never twice. What the file's text is
// already, by whatever way, needs no edit.
import {
  type Actor,
  type DocumentId,
  type DocumentUpdate,
  encodeUpdate,
  type Hunk,
  newSuggestionId,
  type SuggestionReason,
} from "@nomous/protocol";
import { withEdit } from "../conflict/absence.ts";
import type { Entries, NewEntry, Room, RoomSuggestion } from "../document-log.ts";
import type { FileVersion } from "../document-source.ts";
import type { Ground } from "../merger.ts";
import { suggestionEntries } from "../room/suggestion-entries.ts";
import { carriedConflicts } from "../conflict/carried-conflicts.ts";
import { fileActor, type ReplicaParts } from "./replica-parts.ts";
import { newShadow, type Shadow, shadowRecord, stateOf, textOfShadow, unlessLost } from "./shadow.ts";
import { undecidedBase } from "./undecided-base.ts";

/** The file as it is on disk, and git's HEAD. */
export interface DiskVersion {
  readonly file: FileVersion;
  readonly commit: string | null;
}

/** Remembers a file as that state of the log. */
export async function keepShadow(
  { storage, rounds, person }: ReplicaParts,
  id: DocumentId,
  shadow: Shadow,
): Promise<Shadow> {
  await rounds.join();
  await storage.commit({ records: [shadowRecord(id, shadow, fileActor(person, "file"))] });
  return shadow;
}

/** The shadow of a file whose text is exactly the log's; `undefined` when it is not. */
async function sameAsLog(parts: ReplicaParts, room: Room, { file, commit }: DiskVersion): Promise<Shadow | undefined> {
  const text = await parts.merger.text(room.state);
  return text === file.text ? keepShadow(parts, room.id, newShadow(file, room, commit)) : undefined;
}

/** The shadow of a version that has as much of the log as `base` has. */
const seenAs = ({ file, commit }: DiskVersion, { epoch, upTo, plus }: Shadow): Shadow => ({
  ...newShadow(file, { epoch, head: upTo }, commit),
  plus,
});

/** A program that did not have all of the log wrote apart from whoever wrote the rest. */
const apartFrom = ({ runtime }: ReplicaParts, room: Room, base: Shadow, yjs: number): Pick<Entries, "absences"> => {
  const { epoch, upTo, plus } = base;
  if (room.head <= Math.max(upTo, ...plus)) return {};
  const edit = { epoch, base: upTo, plus, yjs: [yjs], isFile: true };
  return { absences: (items) => withEdit(room.absences, edit, items, runtime.clock.now()) };
};

/**
 * Merges what a program made of the file as `base` knows it. `why`: why the version is kept when the log has more than it. Resolves with
 * `undefined` when the document has begun anew meanwhile.
 */
export async function mergeForeign(
  parts: ReplicaParts,
  id: DocumentId,
  base: Shadow,
  disk: DiskVersion,
  why: "foreign" | "undecided" = "foreign",
): Promise<Shadow | undefined> {
  const { log, merger, source, person } = parts;
  const { file } = disk;
  const same = await sameAsLog(parts, await log.room(id), disk);
  if (same !== undefined) return same;
  const yjs = parts.runtime.random.uint32();
  const update = await merger.rewrite(stateOf(id, base), file.text, yjs);
  const before = seenAs(disk, base);
  if (update === null) return keepShadow(parts, id, before);
  const actor = fileActor(person, "file");
  let shadow: Shadow | undefined;
  await log.append(id, async (room) => {
    if (room.epoch !== base.epoch) return null;
    const isReplaced = why === "undecided" || room.head > Math.max(base.upTo, ...base.plus);
    const entries: NewEntry[] = [];
    if (isReplaced && (await source.keep(file.path, file.hash)))
      entries.push({ event: { type: "kept", hash: file.hash, sizeBytes: file.sizeBytes, why, actor } });
    entries.push({ update: { encoding: 1, base: base.upTo, update }, yjs });
    const item = lastItem(room, entries);
    // Nothing else came since: the file is the log again.
    const isAll = room.head === base.upTo;
    shadow = isAll ? { ...before, upTo: item, plus: [] } : { ...before, plus: [...base.plus, item] };
    return { entries, actor, records: [shadowRecord(id, shadow, actor)], ...apartFrom(parts, room, base, yjs) };
  });
  return shadow;
}

/** After a crash in the middle of a write nobody knows whether the program had what was before or what was written; the texts tell. */
export async function mergeUndecided(
  parts: ReplicaParts,
  id: DocumentId,
  shadow: Shadow,
  disk: DiskVersion,
): Promise<Shadow | undefined> {
  const { next } = shadow;
  if (next === null) return mergeForeign(parts, id, shadow, disk);
  const written: Shadow = { ...shadow, upTo: next.upTo, plus: [] };
  const base = undecidedBase(
    await parts.merger.text(stateOf(id, shadow)),
    await parts.merger.text(stateOf(id, written)),
    disk.file.text,
  );
  return mergeForeign(parts, id, base === "before" ? shadow : written, disk, "undecided");
}

/**
 * A program changed the file, and the log has lost what the file was before: nobody can tell an edit of the program from one that it had not
 * seen. Its version is kept and offered as a suggestion; the log's text takes its place. Resolves with `undefined` when the document has begun anew
 * meanwhile.
 */
export async function offerForeign(
  parts: ReplicaParts,
  id: DocumentId,
  shadow: Shadow,
  disk: DiskVersion,
): Promise<Shadow | undefined> {
  const { log, merger, source, person } = parts;
  const { file } = disk;
  const same = await sameAsLog(parts, await log.room(id), disk);
  if (same !== undefined) return same;
  const actor = fileActor(person, "file");
  const seen = seenAs(disk, shadow);
  const done = await log.append(id, async (room) => {
    if (room.epoch !== shadow.epoch) return null;
    await source.keep(file.path, file.hash);
    const hunks = await merger.proposeText(await merger.text(room.state), file.text, room.state);
    const note = "A program changed the file, whose earlier state is lost";
    const entries: NewEntry[] = [
      { event: { type: "kept", hash: file.hash, sizeBytes: file.sizeBytes, why: "foreign", actor } },
      ...suggestionOf(parts, { why: "floor", note, actor }, hunks),
    ];
    return { entries, actor, records: [shadowRecord(id, seen, actor)] };
  });
  return done === null ? undefined : seen;
}

/**
 * Merges a version that a program wrote in the moment in which ours took its place; `written` is what the file is now. Resolves with `undefined`
 * when the document has begun anew meanwhile.
 */
export async function mergeLate(
  parts: ReplicaParts,
  id: DocumentId,
  before: Shadow,
  written: Shadow,
  late: string,
): Promise<Shadow | undefined> {
  const { log, merger, source, person } = parts;
  const kept = await source.kept(late);
  const yjs = parts.runtime.random.uint32();
  // Where the log has lost what was there before, the version is kept, and nobody can tell what the program changed.
  const update = kept && (await unlessLost(merger.rewrite(stateOf(id, before), kept.text, yjs), () => null));
  const actor = fileActor(person, "file");
  const sizeBytes = kept === null ? 0 : Buffer.byteLength(kept.text);
  const entries: NewEntry[] = [{ event: { type: "kept", hash: late, sizeBytes, why: "late", actor } }];
  if (update !== null) entries.push({ update: { encoding: 1, base: before.upTo, update }, yjs });
  const done = await log.append(id, (room) => {
    if (room.epoch !== before.epoch) return null;
    const apart = update === null ? {} : apartFrom(parts, room, before, yjs);
    return { entries, actor, records: [shadowRecord(id, written, actor)], ...apart };
  });
  return done === null ? undefined : written;
}

/** Begins a new epoch with what git put there. What the log had and the file had not becomes a suggestion; open suggestions and conflicts come along. */
export async function mergeCheckout(
  parts: ReplicaParts,
  id: DocumentId,
  shadow: Shadow,
  disk: DiskVersion,
): Promise<Shadow | undefined> {
  const { log, merger, person } = parts;
  const { file, commit } = disk;
  const same = await sameAsLog(parts, await log.room(id), disk);
  if (same !== undefined) return same;
  const actor = fileActor(person, "git");
  let begun: Shadow | undefined;
  await log.append(id, async (room) => {
    if (room.epoch !== shadow.epoch) return null;
    const yjs = parts.runtime.random.uint32();
    const seed = await merger.seed(file.text, yjs);
    const epoch = room.epoch + 1;
    const entries: NewEntry[] = [
      { event: { type: "epoch", epoch, why: "checkout", commits: [shadow.commit, commit], actor } },
      { update: { encoding: 2, base: room.head, update: seed }, yjs },
      ...(await missedBy(parts, shadow, room, file.text, { update: seed })),
    ];
    for (const open of room.suggestions.values())
      entries.push(...(await broughtAlong(parts, open, room, { update: seed })));
    entries.push(...(await carriedConflicts(merger, room, { update: seed })));
    begun = newShadow(file, { epoch, head: lastItem(room, entries) }, commit);
    return { entries, actor, records: [shadowRecord(id, begun, actor)] };
  });
  return begun;
}

/** Edits that had not reached the file when git replaced it. */
async function missedBy(
  parts: ReplicaParts,
  shadow: Shadow,
  room: Room,
  fileText: string,
  onto: Ground,
): Promise<NewEntry[]> {
  const { merger, person } = parts;
  const inLog = await merger.text(room.state);
  // Where nobody knows what the file was, all that git's version lacks is offered.
  const inFile = (await textOfShadow(merger, room.id, shadow)) ?? fileText;
  const hunks = await merger.proposeText(inFile, inLog, onto);
  const note = "Edits that had not reached the file when git replaced it";
  return suggestionOf(parts, { why: "epoch", note, actor: fileActor(person, "git") }, hunks);
}

/** A suggestion of those hunks, where there are any. */
function suggestionOf(
  { runtime }: ReplicaParts,
  { actor, ...about }: { why: SuggestionReason; note: string; actor: Actor },
  hunks: readonly Hunk[],
): NewEntry[] {
  if (hunks.length === 0) return [];
  return suggestionEntries({ suggestion: newSuggestionId(runtime), ...about, hunks }, { actor });
}

/** An open suggestion in the new text; hunks that git brought already are accepted by that. */
async function broughtAlong(
  { merger, person }: ReplicaParts,
  { suggestion, hunks }: RoomSuggestion,
  room: Room,
  onto: Ground,
): Promise<NewEntry[]> {
  const moved = await merger.transfer([...hunks.values()], room.state, onto);
  const stay = new Set(moved.map(({ hunk }: Hunk) => hunk));
  const there = [...hunks.keys()].filter((hunk) => !stay.has(hunk));
  const entries = moved.map((hunk): NewEntry => ({ event: { type: "hunk", suggestion, hunk } }));
  if (there.length > 0) {
    const actor = fileActor(person, "git");
    entries.push({ event: { type: "settled", suggestion, hunks: there, verdict: "accepted", actor } });
  }
  return entries;
}

/** The number that the last item of entries will have: a new writer is announced by an event, an update may have several parts. */
function lastItem(room: Room, entries: readonly NewEntry[]): number {
  let item = room.head;
  for (const entry of entries) {
    if ("event" in entry) item += 1;
    else item += (room.writers.has(entry.yjs) ? 0 : 1) + partsOf(entry.update);
  }
  return item;
}

const partsOf = (update: Omit<DocumentUpdate, "writer">): number => encodeUpdate({ ...update, writer: 1 }).length;
