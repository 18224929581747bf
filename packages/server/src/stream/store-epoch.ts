// The store's epoch tells lines of history apart. A cursor that knows more than the log proves that the log has lost
// items: the epoch then rises above the one of that cursor, so that no cursor of the lost line fits by accident.
import type { Logger } from "pino";
import type { Storage } from "../storage/storage.ts";

/** A client may claim any number: more than this is not what restores and losses add up to. */
const MOST_STEPS = 1_000;

export type RaiseEpoch = (seen: number) => Promise<void>;

/** Raises the epoch above `seen`, once for all who have seen the same. */
export function createRaiseEpoch(storage: Storage, logger: Logger): RaiseEpoch {
  let raising: Promise<void> = Promise.resolve();
  const raise = async (seen: number): Promise<void> => {
    const before = storage.store.epoch;
    for (let step = 0; storage.store.epoch <= seen && step < MOST_STEPS; step += 1) await storage.raiseEpoch();
    if (storage.store.epoch === before) return;
    logger.error(
      { store: storage.store.id, before, epoch: storage.store.epoch },
      "DATA WAS LOST: a client has seen items that this database does not have. Restore a newer backup, or go on: clients offer again what they still have.",
    );
  };
  return (seen) => {
    raising = raising.then(
      () => raise(seen),
      () => raise(seen),
    );
    return raising;
  };
}
