// A storage that refuses must not cost what somebody typed: then that is kept in memory (guarded-outbox.ts), and who asks is told. Copies that
// cannot be stored are missed only while the bridge is away.
import type { Clock, ErrorBody, Store } from "@nomous/protocol";
import type { StorageReason, StorageState } from "../client.ts";
import type { Readable } from "../readable.ts";
import { Cell } from "../signal.ts";
import type { ClientStorage, StorageLoss, StorageOrigin } from "./client-storage.ts";
import { GuardedOutbox, isFull, reasonOf } from "./guarded-outbox.ts";

/** Before it, a success says nothing: what is small may fit where what is large does not. */
const FULL_MS = 10_000;

const WORDS: Record<StorageReason, string> = {
  refused:
    "This browser keeps nothing for this page, as in a private window. What waits for the bridge is gone when the page is closed.",
  full: "There is no room left to keep things here. What you write is in this window only until the bridge has it: leave it open, or make room.",
  failed:
    "What you wrote could not be kept on this device. It is in this window only until the bridge has it: leave it open.",
  replaced: "A newer page of Nomous has changed what this browser keeps. Load this page again.",
};

/** What keeps a storage from storing, for a person. */
export const storageTrouble = (reason: StorageReason): ErrorBody => ({
  code: "storage-failed",
  message: WORDS[reason],
  details: { reason },
});

export interface GuardedStorage extends ClientStorage {
  readonly state: Readable<StorageState>;
}

/** A program is told of each failure: it has no window that somebody could leave open. */
export function guardStorage(clock: Clock, below: ClientStorage): GuardedStorage {
  const { kind, wasEmpty, trouble: first } = below.origin;
  if (kind === "file") return { ...below, state: new Cell<StorageState>({ kind, wasEmpty, trouble: first }) };
  let store: Store | undefined;
  const trouble = new Trouble(clock, below.origin, () => outbox.isBehind);
  const failed = (error: unknown): void => trouble.tell(reasonOf(error));
  const worked = (): void => trouble.end();
  const outbox = new GuardedOutbox({ clock, below, failed, worked });
  const lost = (loss: StorageLoss): void => {
    if (loss === "emptied") return void outbox.restore(store);
    outbox.lose();
    trouble.tell("replaced");
  };
  const stopListening = below.onLoss?.(lost);
  const copied = async (call: Promise<void>): Promise<void> => {
    try {
      await call;
      worked();
    } catch (error) {
      if (isFull(error)) failed(error);
      throw error;
    }
  };

  return {
    state: trouble.state,
    origin: below.origin,
    async readStore() {
      store = await below.readStore();
      return store;
    },
    adoptStore(next) {
      store = next;
      return below.adoptStore(next);
    },
    readCopy: (sid) => below.readCopy(sid),
    readCursor: (sid) => below.readCursor(sid),
    readItems: (sid, after) => below.readItems(sid, after),
    addToCopy: (sid, piece) => copied(below.addToCopy(sid, piece)),
    forgetCopy: (sid) => below.forgetCopy(sid),
    readState: (sid) => below.readState(sid),
    putState: (sid, copy) => copied(below.putState(sid, copy)),
    forgetState: (sid) => below.forgetState(sid),
    readMarks: () => below.readMarks(),
    putMark: (sid, cursor) => copied(below.putMark(sid, cursor)),
    readAnswer: (key) => below.readAnswer(key),
    putAnswer: (key, answer) => copied(below.putAnswer(key, answer)),
    ...outbox.calls,
    async close() {
      outbox.close();
      stopListening?.();
      await below.close();
    },
  };
}

/** What keeps a storage from storing, from when it is told until something is stored some time later. */
class Trouble {
  readonly #clock: Clock;
  readonly #state: Cell<StorageState>;
  /** Of a storage that is not the kind that was wanted. */
  readonly #first: ErrorBody | undefined;
  readonly #isBehind: () => boolean;
  #isReplaced = false;
  /** Of `Clock.elapsed()`. */
  #until = -Infinity;

  /** `isBehind`: something is not stored yet. */
  constructor(clock: Clock, { kind, wasEmpty, trouble }: StorageOrigin, isBehind: () => boolean) {
    this.#clock = clock;
    this.#isBehind = isBehind;
    this.#state = new Cell<StorageState>({ kind, wasEmpty, trouble });
    this.#first = trouble;
  }

  get state(): Readable<StorageState> {
    return this.#state;
  }

  tell(reason: StorageReason): void {
    if (this.#isReplaced) return;
    this.#isReplaced = reason === "replaced";
    this.#until = this.#clock.elapsed() + FULL_MS;
    this.#set(storageTrouble(reason));
  }

  end(): void {
    if (!this.#isReplaced && !this.#isBehind() && this.#clock.elapsed() >= this.#until) this.#set(this.#first);
  }

  #set(trouble: ErrorBody | undefined): void {
    const before = this.#state.current();
    if (before.trouble?.message !== trouble?.message) this.#state.set({ ...before, trouble });
  }
}
