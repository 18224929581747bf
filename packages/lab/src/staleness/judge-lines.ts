// Cited lines: the lines that were there when the sentence was written are followed to where they stand now, through other lines above them, other
// layout, and other files.
import { changedCause, removedCause } from "./causes.ts";
import { findMoved } from "./find-moved.ts";
import { fingerprintOf, isComparable } from "./fingerprint.ts";
import { closestLines, findHash, followLines, type Lines, linesHash, linesText, oldLines } from "./follow-lines.ts";
import { FRESH, type Reference, unverifiable, type Verdict } from "./judgement.ts";
import { changeOfLines, findElsewhere, type Then, versionOf } from "./lines-history.ts";
import { describeCommit, snapshotOf, type World } from "./world.ts";

export interface LinesCase {
  /** As the lock names it. */
  readonly target: string;
  /** The file that is cited, relative to the workspace; it need not be there. */
  readonly path: string;
  readonly lines: Lines;
}

/** Null: there is no such file, and never was, as far as anybody can tell. */
export async function judgeLines(world: World, cited: LinesCase, reference: Reference): Promise<Verdict | null> {
  const at = reference.status === "reviewed" ? reference.entry.at : undefined;
  const verdict = await judgeAt(world, at === undefined ? cited : { ...cited, path: at }, reference);
  // It stood elsewhere already when it was looked at.
  const isElsewhere = at !== undefined && verdict?.freshness === "fresh";
  return isElsewhere ? { ...verdict, movedTo: verdict.movedTo ?? nameOf(at, cited.lines) } : verdict;
}

async function judgeAt(world: World, one: LinesCase, reference: Reference): Promise<Verdict | null> {
  if (reference.status === "now" || reference.status === "unknown") return judgeWithoutPast(world, one, reference);
  if (isUntouched(world, one, reference)) return FRESH;
  const then = await linesThen(world, one, reference);
  if (then === "hash-only" && reference.status === "reviewed") return judgeByHash(world, one, reference);
  if (typeof then === "string") return unverifiable(then);
  return judgeFrom(world, one, then, one.path);
}

const MOST_MOVES = 6;

/** From a file in which they stood, through all others that they were moved to. */
async function judgeFrom(world: World, cited: LinesCase, then: Then, path: string, moves = 0): Promise<Verdict> {
  const paths = await placesOf(world, path);
  const place = paths.at(-1) ?? path;
  const content = world.present.read(place);
  const now = versionOf(world, place, content);
  if (now === null && content !== null) return unverifiable(`${place} ${content.status === "text" ? "" : content.why}`);
  const followed = now === null ? null : followLines(then, now);
  if (followed?.isSame === true) return { ...FRESH, movedTo: movedTo(cited, place, followed.lines ?? then.lines) };
  const after = now === null || followed === null || followed.lines === null ? "" : linesText(now.text, followed.lines);
  const change = await changeOfLines(world, then, paths, now !== null);
  const elsewhere = await findElsewhere(world, then, change, place);
  if (elsewhere !== null && elsewhere.stood === null)
    return { ...FRESH, movedTo: nameOf(elsewhere.path, elsewhere.lines) };
  if (elsewhere?.stood && moves < MOST_MOVES)
    return judgeFrom(world, cited, elsewhere.stood, elsewhere.path, moves + 1);
  const before = linesText(then.version.text, then.lines);
  const { commit, isUnknown } = change;
  if (now === null)
    return { freshness: "broken", cause: removedCause({ label: place, commit, isUnknown, before }), now: "gone" };
  const closest =
    followed === null || followed.lines === null ? null : closestLines(then.said, now.text, followed.lines);
  const shown = closest === null ? after : linesText(now.text, closest);
  const cause = changedCause({ label: cited.target, commit, isUnknown, before, after: shown });
  return { freshness: "needs-review", cause, now: fingerprintOf([after]) };
}

/** Names of the file, the newest last. */
async function placesOf(world: World, path: string): Promise<string[]> {
  if (world.present.read(path) !== null) return [path];
  const { locations } = await findMoved(world, path, { kind: "file" });
  return locations.map((location) => location.path);
}

const movedTo = ({ path, lines }: LinesCase, place: string, now: Lines): string | null =>
  place === path && now[0] === lines[0] && now[1] === lines[1] ? null : nameOf(place, now);

const nameOf = (path: string, [first, last]: Lines): string =>
  first === last ? `${path}:${first}` : `${path}:${first}-${last}`;

async function judgeWithoutPast(
  world: World,
  { path, lines }: LinesCase,
  reference: Extract<Reference, { status: "now" | "unknown" }>,
): Promise<Verdict | null> {
  const content = world.present.read(path);
  if (content?.status === "unreadable") return unverifiable(`${path} ${content.why}`);
  const now = versionOf(world, path, content);
  if (now !== null && linesHash(now, lines) === null) return unverifiable(`${path} has no line ${lines[0]}`);
  if (now !== null) return reference.status === "now" ? FRESH : unverifiable(reference.why);
  const trail = await findMoved(world, path, { kind: "file" });
  if (trail.now.status === "there") return FRESH;
  if (trail.removed === undefined) return null;
  const commit = trail.removed === null || world.past === null ? null : describeCommit(world.past, trail.removed);
  return { freshness: "broken", cause: removedCause({ label: path, commit, before: null }), now: "gone" };
}

/** A sentence when nobody can tell; `hash-only` when all that is left of them is their fingerprint. */
async function linesThen(
  world: World,
  { path, lines }: LinesCase,
  reference: Extract<Reference, { status: "reviewed" | "commit" }>,
): Promise<Then | string> {
  const floor = reference.status === "commit" ? reference.at : reference.floor;
  const asked = reference.status === "commit" ? lines : (reference.entry.lines ?? lines);
  const content =
    world.past === null || floor === undefined ? null : await snapshotOf(world.past, floor).contentOf(path);
  const version = versionOf(world, path, content);
  if (reference.status === "reviewed") {
    const { hash } = reference.entry;
    const old = version === null ? null : oldLines(version, asked);
    const isThat = version !== null && (!isComparable(hash) || linesHash(version, asked) === hash);
    return old !== null && isThat ? { ...old, floor } : "hash-only";
  }
  if (content === null) return `${path} was not there when this was written, so that nobody can tell what it was`;
  if (version === null) return `${path} ${content.status === "text" ? "" : content.why}`;
  const old = oldLines(version, asked);
  return old === null ? `${path} had no line ${asked[0]} when this was written` : { ...old, floor };
}

function isUntouched({ past, present }: World, { path }: LinesCase, reference: Reference): boolean {
  const id = reference.status === "commit" ? past?.history.blobAt(path, reference.at) : undefined;
  return id !== undefined && id !== null && id === present.idOf(path);
}

/** They were reviewed as nobody committed them. */
function judgeByHash(world: World, one: LinesCase, { entry }: Extract<Reference, { status: "reviewed" }>): Verdict {
  const content = world.present.read(one.path);
  const now = versionOf(world, one.path, content);
  const label = one.target;
  if (now === null) {
    const cause = removedCause({ label: one.path, commit: null, isUnknown: true, before: null });
    return content === null ? { freshness: "broken", cause, now: "gone" } : unverifiable(`${one.path} cannot be read`);
  }
  const asked = entry.lines ?? one.lines;
  if (!isComparable(entry.hash))
    return unverifiable(`${label} was reviewed by another version of Nomous: review it again`);
  if (linesHash(now, asked) === entry.hash) return { ...FRESH, movedTo: movedTo(one, one.path, asked) };
  const found = findHash(now, entry.hash, asked[1] - asked[0] + 1);
  if (found !== null) return { ...FRESH, movedTo: movedTo(one, one.path, found) };
  const cause = changedCause({ label, commit: null, isUnknown: true, before: null, after: null });
  return { freshness: "needs-review", cause, now: linesHash(now, asked) ?? "gone" };
}
