// A browser may empty what a page kept, without a word: when space runs short, after a week without a visit, or because a person asked. What it
// remembers elsewhere tells that something was here, and how much of it the bridge did not have.
import { recall, remember } from "../browser-storage.ts";

/** The number of changes that the bridge did not have, when it was last counted; there as soon as something is kept. */
const KEPT = "kept-here";
/** The same number, of what is gone. */
const GONE = "gone-from-here";

export interface Loss {
  /** How many changes the bridge did not have. */
  readonly unsent: number;
}

/** To be called once, when the page has opened its storage. */
export function lookForLoss(storage: Storage, wasEmpty: boolean): void {
  const kept = recall(storage, KEPT);
  if (!wasEmpty || kept === undefined) return;
  remember(storage, GONE, kept);
  remember(storage, KEPT, "");
}

/** What is gone, until a person has seen it. */
export function readLoss(storage: Storage): Loss | undefined {
  const gone = recall(storage, GONE);
  return gone === undefined ? undefined : { unsent: Number.parseInt(gone, 10) || 0 };
}

export const forgetLoss = (storage: Storage): void => remember(storage, GONE, "");

export const noteKept = (storage: Storage, unsent: number): void => remember(storage, KEPT, String(unsent));

/** A person deletes it: nothing is gone that should be told of. */
export const forgetKept = (storage: Storage): void => remember(storage, KEPT, "");
