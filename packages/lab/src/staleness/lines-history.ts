// What became of lines over the commits: which one changed them, and where else it put them.
import type { CausingCommit } from "@nomous/workbench/staleness";
import type { Content } from "./content.ts";
import { findDeviation } from "./find-deviation.ts";
import {
  findInFile,
  followLines,
  hasLines,
  type Lines,
  linesText,
  type OldLines,
  oldLines,
  type Version,
} from "./follow-lines.ts";
import { squash } from "./squash.ts";
import { describeCommit, snapshotOf, type World } from "./world.ts";

/** Lines as they were, in a version of their file. */
export interface Then extends OldLines {
  /** Index of the commit. */
  readonly floor: number | undefined;
}

export function versionOf({ code }: World, path: string, content: Content | null): Version | null {
  return content?.status === "text" ? { text: content.text, tree: () => code.treeOf(path, content) } : null;
}

export interface LinesChange {
  readonly commit: CausingCommit | null;
  readonly isUnknown: boolean;
  /** Index of the commit. */
  readonly at: number | null;
}

/** The first commit since they last stood anywhere in their file. `isThere`: the file is. */
export async function changeOfLines(
  world: World,
  then: Then,
  paths: readonly string[],
  isThere: boolean,
): Promise<LinesChange> {
  const { past, signal } = world;
  const was = linesText(then.version.text, then.lines);
  if (past === null) return { commit: null, isUnknown: true, at: null };
  const isSame = async (commit: number): Promise<boolean> => {
    for (const path of paths) {
      const version = versionOf(world, path, await snapshotOf(past, commit).contentOf(path));
      if (version === null) continue;
      if (!isThere) return true;
      // Most versions are seen to be others without comparing them line by line.
      if (!squash(version.text, path).includes(squash(was, path)) && !hasLines(version.text, was)) return false;
      return followLines(then, version).isSame;
    }
    return false;
  };
  if (await isSame(past.head)) return { commit: null, isUnknown: false, at: null };
  const { history, head, contents } = past;
  // Those of the cited file are at hand already.
  if (paths.length > 1)
    await contents.prefetch(paths.flatMap((path) => history.versionsSince(path, then.floor ?? history.commits.length)));
  const deviation = await findDeviation({ history, from: head, paths, isSame, floor: then.floor, signal });
  if (deviation === null || deviation.before === null) return { commit: null, isUnknown: true, at: null };
  return { commit: describeCommit(past, deviation.at), isUnknown: false, at: deviation.at };
}

/** Lines that were moved to another file. */
export interface ElsewhereLines {
  readonly path: string;
  readonly lines: Lines;
  /** As they stood there just after; null when that is not committed. */
  readonly stood: Then | null;
}

/** Another file that the same change made or changed has them; null when none does. */
export async function findElsewhere(
  world: World,
  then: Then,
  change: LinesChange,
  place: string,
): Promise<ElsewhereLines | null> {
  const { past, present } = world;
  const { at } = change;
  const snapshot = at === null || past === null ? present : snapshotOf(past, at);
  const files = at === null || past === null ? await world.dirtyFiles() : past.history.changedIn(at);
  for (const path of files) {
    if (path === place || endingOf(path) !== endingOf(place)) continue;
    const version = versionOf(world, path, await snapshot.contentOf(path));
    const lines = version === null ? null : findInFile(then, version);
    // What always stood there as well has not come from here.
    if (version === null || lines === null || (await stoodThere(world, path, then, at))) continue;
    const old = at === null ? null : oldLines(version, lines);
    return { path, lines, stood: old === null ? null : { ...old, floor: at ?? undefined } };
  }
  return null;
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

async function stoodThere(world: World, path: string, then: Then, at: number | null): Promise<boolean> {
  const { past } = world;
  if (past === null) return false;
  const before = at === null ? past.head : past.history.parentsOf(at)[0];
  const content = before === undefined ? null : await snapshotOf(past, before).contentOf(path);
  const version = versionOf(world, path, content);
  return version !== null && findInFile(then, version) !== null;
}
