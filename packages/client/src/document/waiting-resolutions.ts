// The decisions about the conflicts of one document in the outbox, whichever tab or page made them, until the bridge has them.
import {
  check,
  type CommandId,
  type CommandResult,
  type ConflictChoice,
  type ConflictId,
  type DocumentId,
  DocumentSaved,
  type ErrorBody,
  type SuggestionId,
} from "@nomous/protocol";
import type { Outbox } from "../outbox/outbox.ts";
import { resolutionOf } from "./edit-command.ts";

export interface WaitingResolutionsParts {
  readonly outbox: Outbox;
  readonly document: DocumentId;
  readonly changed: () => void;
  /** The text of a decision came too late for the document, and is a suggestion. */
  readonly moved: (suggestion: SuggestionId) => void;
}

export class WaitingResolutions {
  readonly #parts: WaitingResolutionsParts;
  readonly #watched = new Set<CommandId>();
  readonly #stop: () => void;
  #waiting: ReadonlyMap<CommandId, ConflictId> = new Map();
  #choices: ReadonlyMap<ConflictId, ConflictChoice> = new Map();
  #refused: readonly CommandId[] = [];
  #refusal: ErrorBody | undefined;

  constructor(parts: WaitingResolutionsParts) {
    this.#parts = parts;
    this.#stop = parts.outbox.commands.subscribe(() => this.#look());
    this.#look();
  }

  /** The newest of each conflict. */
  get choices(): ReadonlyMap<ConflictId, ConflictChoice> {
    return this.#choices;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** Those that are kept for the text in them. */
  get refused(): readonly CommandId[] {
    return this.#refused;
  }

  get refusal(): ErrorBody | undefined {
    return this.#refusal;
  }

  /** The commands that wait and decide this conflict, oldest first. */
  of(conflict: ConflictId): CommandId[] {
    return [...this.#waiting].filter(([, decided]) => decided === conflict).map(([id]) => id);
  }

  close(): void {
    this.#stop();
  }

  #look(): void {
    const waiting = new Map<CommandId, ConflictId>();
    const choices = new Map<ConflictId, ConflictChoice>();
    const refused: CommandId[] = [];
    let refusal: ErrorBody | undefined;
    for (const command of this.#parts.outbox.commands.current()) {
      const args = resolutionOf(command);
      if (args?.document !== this.#parts.document) continue;
      refusal = command.refusal ?? refusal;
      if (command.refusal !== undefined) refused.push(command.id);
      else {
        waiting.set(command.id, args.conflict);
        choices.set(args.conflict, args.choice);
        this.#watch(command.id);
      }
    }
    const isSame = refusal === this.#refusal && [...waiting.keys()].join() === [...this.#waiting.keys()].join();
    this.#waiting = waiting;
    this.#choices = choices;
    this.#refused = refused;
    this.#refusal = refusal;
    if (!isSame) this.#parts.changed();
  }

  #watch(id: CommandId): void {
    if (this.#watched.has(id)) return;
    this.#watched.add(id);
    const settled = (result: CommandResult): void => {
      this.#watched.delete(id);
      this.#settled(result);
    };
    this.#parts.outbox.resultOf(id).then(settled, () => this.#watched.delete(id));
  }

  #settled({ status, result }: CommandResult): void {
    const saved = check(DocumentSaved, result);
    if (status !== "applied" || !saved.ok || "items" in saved.value || saved.value.suggestion === null) return;
    this.#parts.moved(saved.value.suggestion);
  }
}
