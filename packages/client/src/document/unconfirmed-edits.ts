// The edits of one document in the outbox, whichever tab or page made them, until the bridge has them.
import {
  check,
  type Clock,
  type CommandId,
  type CommandResult,
  type DocumentEdit,
  type DocumentId,
  DocumentSaved,
  type ErrorBody,
  type SuggestionId,
} from "@nomous/protocol";
import type { Outbox } from "../outbox/outbox.ts";
import type { StoredCommand } from "../storage/client-storage.ts";
import { EDITS_MERGING, type EditArgs, editOf } from "./edit-command.ts";

export interface UnconfirmedParts {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly document: DocumentId;
  readonly changed: () => void;
  /** The bridge made edits of this epoch a suggestion. */
  readonly moved: (suggestion: SuggestionId | null, epoch: number) => void;
  /** The bridge will never take this edit. */
  readonly refused: (error: ErrorBody, edit: DocumentEdit) => void;
}

export class UnconfirmedEdits {
  savedAt: number | undefined;
  savedSeq = 0;
  readonly #parts: UnconfirmedParts;
  readonly #watched = new Map<CommandId, DocumentEdit>();
  /** By the writer's client id of Yjs, the last item that holds an edit of it. */
  readonly #lastItems = new Map<number, number>();
  readonly #stop: () => void;
  #waiting: readonly EditArgs[] = [];
  #refused: readonly CommandId[] = [];
  #refusal: ErrorBody | undefined;

  constructor(parts: UnconfirmedParts) {
    this.#parts = parts;
    this.#stop = parts.outbox.commands.subscribe(() => this.#look());
    this.#look();
  }

  /** Oldest first; also those that were refused and are sent again. */
  get waiting(): readonly EditArgs[] {
    return this.#waiting;
  }

  /** Those that are kept without being sent again. */
  get refused(): readonly CommandId[] {
    return this.#refused;
  }

  /** Why the last one of all that were refused was. */
  get refusal(): ErrorBody | undefined {
    return this.#refusal;
  }

  /** The bridge has answered all of them. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#watched.size === 0;
  }

  close(): void {
    this.#stop();
  }

  /** The items of the stream are others now: no number counts that was told before. */
  forget(): void {
    this.savedSeq = 0;
    this.#lastItems.clear();
  }

  /** Whether some of what a writer (a client id of Yjs) wrote here is not in the stream up to item `seq`, as far as is known. */
  isAhead(yjs: number, seq: number): boolean {
    return (this.#lastItems.get(yjs) ?? 0) > seq || [...this.#watched.values()].some((edit) => edit.yjs === yjs);
  }

  #look(): void {
    const waiting: EditArgs[] = [];
    const refused: CommandId[] = [];
    let refusal: ErrorBody | undefined;
    for (const command of this.#parts.outbox.commands.current()) {
      const args = editOf(command);
      if (args?.document !== this.#parts.document) continue;
      refusal = command.refusal ?? refusal;
      if (command.refusal !== undefined && !EDITS_MERGING.mayPass(command.refusal)) refused.push(command.id);
      else {
        waiting.push(args);
        this.#watch(command, args);
      }
    }
    const isSame = waiting.length === this.#waiting.length && refusal === this.#refusal;
    this.#waiting = waiting;
    this.#refused = refused;
    this.#refusal = refusal;
    if (!isSame) this.#parts.changed();
  }

  #watch({ id }: StoredCommand, { edit }: EditArgs): void {
    if (this.#watched.has(id)) return;
    this.#watched.set(id, edit);
    const forget = (): void => {
      this.#watched.delete(id);
      this.#parts.changed();
    };
    const settled = (result: CommandResult): void => {
      this.#settled(result, edit);
      forget();
    };
    // One that another tab joined to others is watched under its new id.
    this.#parts.outbox.resultOf(id).then(settled, forget);
  }

  #settled({ status, error, result }: CommandResult, edit: DocumentEdit): void {
    const { epoch, yjs } = edit;
    const { clock, moved, refused } = this.#parts;
    if (status !== "applied") {
      if (error !== undefined) refused(error, edit);
      return;
    }
    this.savedAt = clock.now();
    const saved = check(DocumentSaved, result);
    if (!saved.ok) return;
    if (!("items" in saved.value)) return moved(saved.value.suggestion, epoch);
    const [, last] = saved.value.items;
    this.savedSeq = Math.max(this.savedSeq, last);
    this.#lastItems.set(yjs, Math.max(this.#lastItems.get(yjs) ?? 0, last));
  }
}
