// What a list of documents was made from, so that another thread, without rules, can tell when it may say something else.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Pause } from "../document/document-lock.ts";
import { headCommit } from "../git/git-folder.ts";
import { nextTurn } from "../workspace/next-turn.ts";

export interface ListBasis {
  /** Files and folders, with `/`, relative to the workspace. */
  readonly paths: readonly string[];
  /** One word for all of them and for the commit that is checked out. */
  readonly state: string;
}

/** What a path is, in a word that another content makes another. */
export type Stamps = (path: string) => string;

/** Each path is looked at once. */
export function createStamps(root: string): Stamps {
  const stamps = new Map<string, string>();
  return (path) => {
    const before = stamps.get(path);
    if (before !== undefined) return before;
    const stamp = stampOf(join(root, path));
    stamps.set(path, stamp);
    return stamp;
  };
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
  } catch {
    return "none";
  }
}

const PER_TURN = 100;

export async function stateOf(root: string, paths: readonly string[], stamps: Stamps): Promise<string> {
  const hash = createHash("sha256").update(`${await headCommit(root)}`);
  for (const [count, path] of paths.entries()) {
    if (count % PER_TURN === 0) await nextTurn();
    hash.update(` ${stamps(path)}`);
  }
  return hash.digest("hex");
}

const LOOK_MS = 3_000;

export interface BasisWatch {
  readonly root: string;
  /** That of the list that was made last. */
  readonly latest: () => ListBasis | undefined;
  readonly pause: Pause;
  readonly changed: () => void;
}

/** Calls `changed` within three seconds after the latest list may say something else, once for each change, until the signal fires. */
export async function watchBasis({ root, latest, pause, changed }: BasisWatch, signal: AbortSignal): Promise<void> {
  let told = "";
  for (;;) {
    await pause(LOOK_MS, signal);
    if (signal.aborted) return;
    const basis = latest();
    if (basis === undefined) continue;
    const state = await stateOf(root, basis.paths, createStamps(root));
    // Who lists meanwhile knows already.
    if (latest() !== basis || state === basis.state || state === told) continue;
    told = state;
    changed();
  }
}
