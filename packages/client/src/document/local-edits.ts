// Edits made here, on their way to the outbox: those of a few milliseconds go together. What cannot be stored is kept and tried again, because
// later edits build on it.
import type { Clock, DocumentEdit, DocumentId, StopTimer } from "@nomous/protocol";
import type { ClientError } from "../client-error.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { Throttle } from "../signal.ts";
import { toBase64 } from "./base64.ts";
import type { EditArgs } from "./edit-command.ts";
import { mergeEdits } from "./merge-edits.ts";

/** Shorter than the time between two keystrokes, longer than what one command of an editor takes. */
const GATHER_MS = 10;
const AGAIN_MS = 1_000;

/** On what an edit is made. */
export type EditContext = Pick<DocumentEdit, "epoch" | "base" | "yjs" | "isApart" | "after">;

export interface LocalEditsParts {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly document: DocumentId;
  readonly context: () => EditContext;
  /** What can be told of edits that are under way changed. */
  readonly changed: () => void;
}

export class LocalEdits {
  readonly #parts: LocalEditsParts;
  readonly #throttle: Throttle;
  /** Encoding 1, with what they were made on. */
  #made: EditArgs[] = [];
  #storing = 0;
  #failure: ClientError | undefined;
  #stopTimer: StopTimer | undefined;

  constructor(parts: LocalEditsParts) {
    this.#parts = parts;
    this.#throttle = new Throttle(parts.clock, () => void this.flush().catch(() => {}), GATHER_MS);
  }

  /** Whether an edit is not in this client's storage yet. */
  get isUnderWay(): boolean {
    return this.#made.length > 0 || this.#storing > 0;
  }

  /** Why edits could not be stored here, until they are: they will be gone with the page. */
  get failure(): ClientError | undefined {
    return this.#failure;
  }

  /** Takes an update of the Y.Doc, encoding 1. */
  add(update: Uint8Array, context = this.#parts.context()): void {
    this.#made.push(this.#edit(update, context));
    this.#throttle.touch();
  }

  /** Queues updates that follow each other, behind what was made before; resolves when they are safe in this client's storage. */
  async put(updates: readonly Uint8Array[], label?: string): Promise<void> {
    const before = this.flush();
    const context = this.#parts.context();
    const [first, ...rest] = mergeEdits(updates.map((update) => this.#edit(update, context)));
    if (first === undefined) return before;
    const edit = label === undefined ? first.edit : { ...first.edit, label };
    await Promise.all([before, this.#queue([{ ...first, edit }, ...rest])]);
  }

  /** Queues what was made; resolves when it is safe in this client's storage. */
  async flush(): Promise<void> {
    this.#throttle.stop();
    if (this.#made.length > 0) await this.#queue(mergeEdits(this.#made.splice(0)));
  }

  stop(): void {
    this.#throttle.stop();
    this.#stopTimer?.();
  }

  #edit(update: Uint8Array, context: EditContext): EditArgs {
    return { document: this.#parts.document, edit: { ...context, encoding: 1, update: toBase64(update) } };
  }

  async #queue(edits: readonly EditArgs[]): Promise<void> {
    this.#storing += 1;
    try {
      await Promise.all(edits.map((args) => this.#parts.outbox.put("document.edit", args).stored));
      this.#failure = undefined;
    } catch (error) {
      // Some may have been stored; the bridge does not mind an edit that it has.
      this.#made.unshift(...edits);
      this.#failure = error as ClientError;
      this.#stopTimer?.();
      this.#stopTimer = this.#parts.clock.after(AGAIN_MS, () => this.#throttle.touch());
      throw error;
    } finally {
      this.#storing -= 1;
      this.#parts.changed();
    }
  }
}
