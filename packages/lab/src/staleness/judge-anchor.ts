// Symbols, whole files and documents: what it was is compared with what it is, wherever it went.
import { type Binding, type CausingCommit, targetAt } from "@nomous/workbench/staleness";
import { type Anchor, type AnchorState, stateOf, type ThereState } from "./anchor-state.ts";
import { changedCause, removedCause, renamedCause } from "./causes.ts";
import type { Content } from "./content.ts";
import { findDeviation } from "./find-deviation.ts";
import { findMoved, type Location, movedIn, namelessHash, type Trail } from "./find-moved.ts";
import { isComparable } from "./fingerprint.ts";
import { FRESH, type Reference, unverifiable, type Verdict } from "./judgement.ts";
import { squash } from "./squash.ts";
import { languageOf } from "./syntax/grammar.ts";
import { describeCommit, type Past, snapshotOf, type World } from "./world.ts";

export interface AnchorCase {
  readonly binding: Binding;
  /** The file that is cited, relative to the workspace; it need not be there. */
  readonly path: string;
  readonly anchor: Anchor;
}

/** What it was when somebody last stood by it. */
type Was = KnownPast | { readonly status: "unknown"; readonly why: string };

interface KnownPast {
  readonly status: "known";
  readonly hash: string;
  /** Null: no commit has it so. */
  readonly state: ThereState | null;
  /** Index of the commit. */
  readonly floor: number | undefined;
}

/** Null: it is nothing that was ever there, and no history can tell anything of it. */
export async function judgeAnchor(world: World, one: AnchorCase, reference: Reference): Promise<Verdict | null> {
  const { path, anchor } = one;
  if (reference.status === "now" || reference.status === "unknown") {
    const now = await stateOf(world.present, world.code, path, anchor);
    if (now.status === "there") return reference.status === "now" ? FRESH : unverifiable(reference.why);
    if (now.status === "unreadable") return unverifiable(now.why);
    return judgeGone(world, one, await findMoved(world, path, anchor), null);
  }
  if (isUntouched(world, one, reference)) return FRESH;
  const was = await stateThen(world, one, reference);
  const trail = await findMoved(world, path, anchor);
  if (trail.now.status === "unreadable") return unverifiable(trail.now.why);
  if (trail.now.status !== "there") return judgeGone(world, one, trail, was);
  if (was.status === "unknown") return unverifiable(was.why);
  return compare(world, one, trail, trail.now, was);
}

/** A file that nobody touched holds what it held, whatever that is. */
function isUntouched({ past, present }: World, { path, anchor }: AnchorCase, reference: Reference): boolean {
  if (reference.status !== "commit" || past === null) return false;
  const id = past.history.blobAt(path, reference.at);
  if (id === null || id !== present.idOf(path)) return false;
  return anchor.kind !== "symbol" || isOwn(present, path, anchor.symbol);
}

/** A name that is passed on may be another where it is declared, though the file is as it was. */
function isOwn(present: World["present"], path: string, symbol: string): boolean {
  const content = present.read(path);
  const [name = symbol] = symbol.split(".");
  if (content?.status !== "text" || !content.text.includes(name)) return false;
  return !/\bexport\s*(?:type\s*)?[*{]|\bimport\s*\*/.test(content.text) && !isImported(content.text, name);
}

const isImported = (text: string, name: string): boolean =>
  (text.match(/\bimport\b[^;'"]*|\bfrom\s+\S+\s+import\b[^\n]*/g) ?? []).some((statement) => statement.includes(name));

async function stateThen(
  world: World,
  { path, anchor }: AnchorCase,
  reference: Extract<Reference, { status: "reviewed" | "commit" }>,
): Promise<Was> {
  const at = reference.status === "commit" ? reference.at : reference.floor;
  const state =
    world.past === null || at === undefined
      ? null
      : await stateOf(snapshotOf(world.past, at), world.code, path, anchor);
  if (reference.status === "reviewed") {
    const { hash } = reference.entry;
    const isWhole = state?.status === "there" && (state.hash === hash || !isComparable(hash));
    if (isWhole) return { status: "known", hash: state.hash, state, floor: at };
    if (isComparable(hash)) return { status: "known", hash, state: null, floor: at };
    return {
      status: "unknown",
      why: "it was reviewed by another version of Nomous, and not as any commit has it: review it again",
    };
  }
  if (state?.status === "there") return { status: "known", hash: state.hash, state, floor: at };
  return { status: "unknown", why: whyNotThen(state, path, anchor) };
}

function whyNotThen(state: AnchorState | null, path: string, anchor: Anchor): string {
  if (state?.status === "unreadable") return state.why;
  const what =
    state?.status === "no-name" && anchor.kind === "symbol"
      ? `\`${anchor.symbol}\` was not in ${path}`
      : `${path} was not there`;
  return `${what} when this was written, so that nobody can tell what it was`;
}

async function compare(world: World, one: AnchorCase, trail: Trail, now: ThereState, was: KnownPast): Promise<Verdict> {
  const place = trail.locations.at(-1);
  if (now.hash === was.hash) return { ...FRESH, movedTo: movedTo(one, trail) };
  const label = labelOf(one);
  if (trail.renamed !== undefined && place?.anchor.kind === "symbol" && isSameBody(one, place, now, was)) {
    const commit = trail.renamed === null || world.past === null ? null : describeCommit(world.past, trail.renamed);
    const change = { label, commit, before: was.state?.text ?? null, after: now.text };
    return { freshness: "needs-review", cause: renamedCause(change, `\`${place.anchor.symbol}\``), now: now.hash };
  }
  if (now.isOpaque) return unverifiable(`${now.path} was changed, and nobody here can read whether ${label} was`);
  const found = await changeOf(world, trail.locations, now, was);
  return { freshness: "needs-review", cause: changedCause({ label, after: now.text, ...found }), now: now.hash };
}

function movedTo({ binding }: AnchorCase, { locations }: Trail): string | null {
  const place = locations.at(-1);
  if (place === undefined || locations.length === 1) return null;
  const { path, anchor } = place;
  return anchor.kind === "symbol" ? `${path}#${anchor.symbol}` : targetAt(binding, path);
}

/** A file of which only its place is said: whether it is there, or where it went. */
export async function judgePointer(world: World, path: string, reference: Reference): Promise<Verdict | null> {
  const { past, present } = world;
  if (present.read(path) !== null) return FRESH;
  const at = reference.status === "commit" ? reference.at : reference.status === "now" ? past?.head : undefined;
  // Who tells of a file that had gone already tells of its end.
  if (past === null || (at !== undefined && past.history.blobAt(path, at) === null)) return null;
  const { locations, now, removed } = await findMoved(world, path, { kind: "file" });
  if (now.status === "there") return { ...FRESH, movedTo: locations.at(-1)?.path ?? null };
  if (removed === undefined) return null;
  const commit = removed === null ? null : describeCommit(past, removed);
  return { freshness: "broken", cause: removedCause({ label: path, commit, before: null }), now: "gone" };
}

/** What it says is what it said, but for its own name. */
function isSameBody({ anchor }: AnchorCase, place: Location, now: ThereState, { state }: KnownPast): boolean {
  if (state === null || anchor.kind !== "symbol" || place.anchor.kind !== "symbol") return false;
  return namelessHash(state.words, anchor.symbol) === namelessHash(now.words, place.anchor.symbol);
}

interface FoundChange {
  readonly commit: CausingCommit | null;
  readonly isUnknown: boolean;
  readonly before: string | null;
}

const MOST_DETOURS = 4;

/** The first commit since it was last the same. */
async function changeOf(
  world: World,
  locations: readonly Location[],
  now: ThereState,
  was: KnownPast,
  detours = 0,
): Promise<FoundChange> {
  const { past, signal } = world;
  const before = was.state?.text ?? null;
  if (past === null) return { commit: null, isUnknown: true, before };
  let seen: ThereState | null = was.state;
  const isSame = async (commit: number): Promise<boolean> => {
    const state = await stateAlong(world, past, locations, commit, was);
    if (state?.hash !== was.hash) return false;
    seen ??= state;
    return true;
  };
  if (await isSame(past.head)) return { commit: null, isUnknown: false, before: seen?.text ?? null };
  const paths = [...new Set([...locations.map(({ path }) => path), now.path, was.state?.path ?? now.path])];
  const { history, head, contents } = past;
  // Those of the cited file are at hand already.
  if (paths.length > 1)
    await contents.prefetch(paths.flatMap((path) => history.versionsSince(path, was.floor ?? history.commits.length)));
  const deviation = await findDeviation({ history, from: head, paths, isSame, floor: was.floor, signal });
  // It appeared as something else: what was looked at was never committed here.
  if (deviation === null || deviation.before === null)
    return { commit: null, isUnknown: true, before: seen?.text ?? null };
  const detour =
    detours < MOST_DETOURS && seen !== null ? await detourAt(world, past, locations, deviation.at, seen) : null;
  if (detour !== null) return changeOf(world, [...locations, detour], now, was, detours + 1);
  return { commit: describeCommit(past, deviation.at), isUnknown: false, before: seen?.text ?? null };
}

/** A place that it was moved to and has come back from since: what changed there has changed it. */
async function detourAt(
  world: World,
  past: Past,
  locations: readonly Location[],
  commit: number,
  last: ThereState,
): Promise<Location | null> {
  const elsewhere = past.history.changedIn(commit).filter((path) => locations.every((place) => place.path !== path));
  if (!elsewhere.some((path) => languageOf(path) !== null)) return null;
  const snapshot = snapshotOf(past, commit);
  for (const { path, anchor } of locations)
    if (anchor.kind !== "symbol" || (await stateOf(snapshot, world.code, path, anchor)).status === "there") return null;
  for (const place of locations) {
    const { next } = await movedIn(world, past, commit, place, last);
    if (next !== null && !locations.some(({ path }) => path === next.path)) return next;
  }
  return null;
}

/** What it was at a commit, wherever it stood then; undefined when it was nowhere, or surely something else. */
async function stateAlong(
  world: World,
  past: Past,
  locations: readonly Location[],
  commit: number,
  was: KnownPast,
): Promise<ThereState | undefined> {
  const snapshot = snapshotOf(past, commit);
  for (const { path, anchor } of locations.toReversed()) {
    const content = await snapshot.contentOf(path);
    if (content === null) continue;
    // Most versions are seen to be others without parsing them.
    if (cannotBe(anchor, path, content, was.state)) return undefined;
    const state = await stateOf(snapshot, world.code, path, anchor);
    if (state.status === "there") return state;
  }
  return undefined;
}

/** Code without its words is other code; where a name was passed on from another file, that one has to be looked at. */
function cannotBe(anchor: Anchor, path: string, content: Content, then: ThereState | null): boolean {
  if (content.status !== "text" || then === null || then.isOpaque || languageOf(path) === null) return false;
  if (anchor.kind === "file") return squash(content.text, path) !== squash(then.text, path);
  if (anchor.kind !== "symbol" || then.path !== path) return false;
  return !squash(content.text, path).includes(squash(then.text.slice(then.text.search(/\S/)), path));
}

/** It is nowhere: since a commit that can be named, or nobody can tell. */
async function judgeGone(world: World, one: AnchorCase, trail: Trail, was: Was | null): Promise<Verdict | null> {
  const { path, anchor } = one;
  // Nothing is known of what it was, but where it went is.
  if (trail.now.status === "there") return { ...FRESH, movedTo: movedTo(one, trail) };
  const isFileGone = world.present.read(path) === null;
  const label = isFileGone && trail.locations.length === 1 ? path : labelOf(one);
  const gone = { freshness: "broken", now: "gone" } as const;
  if (trail.removed !== undefined) {
    const commit = trail.removed === null || world.past === null ? null : describeCommit(world.past, trail.removed);
    return { ...gone, cause: removedCause({ label, commit, before: trail.last?.text ?? null }) };
  }
  if (was?.status === "known")
    return { ...gone, cause: removedCause({ label, commit: null, isUnknown: true, before: was.state?.text ?? null }) };
  if (anchor.kind !== "symbol") return null;
  return unverifiable(isFileGone ? `there is no ${path}` : `nothing in ${path} is called \`${anchor.symbol}\``);
}

/** In a sentence. */
function labelOf({ path, anchor }: AnchorCase): string {
  if (anchor.kind === "symbol") return `\`${anchor.symbol}\``;
  return anchor.kind === "document" && anchor.section !== null ? `${path}#${anchor.section}` : path;
}
