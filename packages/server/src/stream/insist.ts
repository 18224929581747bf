// A commit that nobody can be told the failure of, because the work behind it goes on: it is tried until the disk takes it.
import { type Clock, sleep } from "@nomous/protocol";
import { StorageError } from "../storage/storage.ts";
import type { Change, Journal } from "./journal.ts";

export interface InsistParts {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Once it fires, a refusal is passed on instead of tried again. */
  readonly stop: AbortSignal;
  /** The disk refused; it is tried again in `waitMs`. `sinceMs`: since the first try. */
  refused(error: StorageError, waitMs: number, sinceMs: number): void;
}

const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 15_000;
/** Somebody else's refused commit makes ours stale: more often than this in a row it is not chance. */
const MAX_STALE = 100;

/** Resolves when the change is durable. Only for streams that the caller alone writes. */
export async function insist(parts: InsistParts, change: Change): Promise<void> {
  const { clock, stop } = parts;
  const startedMs = clock.elapsed();
  for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(2 * waitMs, RETRY_MAX_MS)) {
    const error = await refusalOf(parts.journal, change);
    if (error === undefined) return;
    if (stop.aborted) throw error;
    parts.refused(error, waitMs, clock.elapsed() - startedMs);
    await sleep(clock, waitMs, stop);
  }
}

/** The refusal, when the disk may take it later. */
async function refusalOf(journal: Journal, change: Change): Promise<StorageError | undefined> {
  try {
    for (let tries = 0; tries < MAX_STALE; tries += 1) {
      const { status } = await journal.commit(change);
      if (status === "committed") return undefined;
    }
  } catch (error) {
    if (error instanceof StorageError && (error.code === "full" || error.code === "io")) return error;
    throw error;
  }
  throw new Error("a stream was written by somebody else");
}
