// What people ask and decide about a text beside writing in it: suggestions, verdicts on them, and which side of a conflict counts. What that changes
// is a part of the command, made by a client id of Yjs of its own: whether it counts is known once the bridge has answered. It builds on what stands
// before it in the outbox, and is sent behind that.
import {
  type CommandArgs,
  type CommandResult,
  type ConflictChoice,
  type ConflictId,
  type DocumentEdit,
  type DocumentId,
  type EditConflict,
  LIMITS,
  newSuggestionId,
  type Runtime,
  type SuggestionId,
  type Verdict,
} from "@nomous/protocol";
import { ClientError, errorOf } from "../client-error.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { toBase64 } from "./base64.ts";
import type { DocumentFacts } from "./document-facts.ts";
import type { TextChange } from "./live-document.ts";
import type { EditContext } from "./local-edits.ts";
import { changesToSay } from "./placed-conflicts.ts";
import { changesOf } from "./placed-suggestions.ts";
import { rangeOf } from "./range-of.ts";
import type { SharedText } from "./shared-text.ts";
import { checkedChanges, withLf } from "./text-changes.ts";
import { updateApart } from "./update-apart.ts";
import type { WaitingResolutions } from "./waiting-resolutions.ts";

export interface DecisionParts {
  readonly runtime: Runtime;
  readonly outbox: Outbox;
  readonly document: DocumentId;
  readonly resolutions: WaitingResolutions;
  readonly facts: () => DocumentFacts;
  /** Throws a `ClientError` while there is no text that can be edited. */
  readonly text: () => SharedText;
  /** Whether the text is still the document's. */
  readonly isPresent: (text: SharedText) => boolean;
  /** What an edit of the present text is made on. */
  readonly context: () => EditContext;
  /** Whose edits the text has that its stream may not have yet, as client ids of Yjs. */
  readonly ahead: () => readonly number[];
  /** Resolves when all that was typed here is in the outbox. */
  readonly queued: () => Promise<void>;
  /** Resolves when the bridge has the text as it is here, up to the item that is applied. */
  readonly inStep: () => Promise<void>;
}

export class TextDecisions {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async suggest(changes: readonly TextChange[], note: string): Promise<SuggestionId> {
    const { runtime, outbox, document, isPresent, context, inStep } = this.#parts;
    const text = this.#parts.text();
    const anchored = checkedChanges(changes, text.length).map(({ from, to, insert }) => ({
      from: text.anchor(from, from < to ? "before" : "behind"),
      to: text.anchor(to, "behind"),
      insert,
    }));
    await inStep();
    if (!isPresent(text)) throw new ClientError("conflict", "The document began anew, so nothing was suggested.");
    const placed = anchored.map(({ from, to, insert }) => {
      const start = text.place(from) ?? 0;
      return { from: start, to: Math.max(start, text.place(to) ?? 0), insert };
    });
    const suggestion = newSuggestionId(runtime);
    const { epoch, base } = context();
    const args = { document, suggestion, epoch, base, note, changes: placed };
    const { status, error } = await outbox.put("document.suggest", args).result;
    if (status === "applied") return suggestion;
    throw error === undefined ? new ClientError("internal", "The bridge refused without saying why.") : errorOf(error);
  }

  async settle(suggestion: SuggestionId, hunks: readonly number[], verdict: Verdict): Promise<CommandResult> {
    const { outbox, document } = this.#parts;
    const edit = verdict === "accepted" ? await this.#acceptance(suggestion, hunks) : undefined;
    const args = { document, suggestion, hunks: [...hunks], verdict, ...(edit && { edit }) };
    return outbox.put("document.settle", args).result;
  }

  async resolve(conflict: ConflictId, choice: ConflictChoice, text: string): Promise<CommandResult> {
    const { outbox, resolutions } = this.#parts;
    const args = await this.#resolution(conflict, choice, text);
    const before = resolutions.of(conflict);
    const { stored, result } = outbox.put("document.resolve", args);
    await stored;
    for (const id of before) await outbox.withdraw(id);
    return result;
  }

  /** The edit that hunks are, built on what was typed here. It is made once the bridge has it: somebody else may settle them first. */
  async #acceptance(suggestion: SuggestionId, hunks: readonly number[]): Promise<DocumentEdit | undefined> {
    const text = this.#parts.text();
    await this.#parts.queued();
    const changes = changesOf(this.#parts.facts(), text, suggestion, hunks);
    if (changes === undefined || !this.#parts.isPresent(text))
      throw new ClientError("conflict", "The suggestion was settled, or its place in the text is gone.");
    return this.#edit(text, [checkedChanges(changes, text.length)]);
  }

  async #resolution(
    conflict: ConflictId,
    choice: ConflictChoice,
    wanted: string,
  ): Promise<CommandArgs<"document.resolve">> {
    const { document } = this.#parts;
    const text = this.#parts.text();
    await this.#parts.queued();
    if (!this.#parts.isPresent(text))
      throw new ClientError("conflict", "The document began anew meanwhile. Look at the conflict in its present text.");
    const known = this.#parts.facts().conflicts.get(conflict);
    if (known === undefined) throw new ClientError("not-found", "This document has no such conflict any more.");
    const { from, to, isCut, merged } = known.conflict;
    const place = rangeOf(text, from, to);
    const present = place === null ? merged : text.text.slice(place.from, place.to);
    const kept = present.length > LIMITS.conflictLength ? merged : present;
    // Of what is longer, its sides have a part only: the rest of the place would go with it.
    if (choice !== "merged" && isCut === true)
      throw new ClientError(
        "too-large",
        "This place is too long to be chosen as a whole. Change it in the document, then keep the document as it is.",
      );
    const says = choice === "merged" ? kept : asLines(withLf(wanted), known.conflict);
    if (says.length > LIMITS.conflictLength)
      throw new ClientError(
        "too-large",
        `The text has ${says.length} units, and a decision holds ${LIMITS.conflictLength}. Write it into the document, then keep the document as it is.`,
      );
    const isOpen = known.resolutions.length === 0;
    const edit =
      choice === "merged" || !isOpen ? undefined : this.#edit(text, changesToSay(known.conflict, text, says));
    return { document, conflict, choice, text: says, ...(edit && { edit }) };
  }

  #edit(text: SharedText, changes: readonly (readonly TextChange[])[]): DocumentEdit | undefined {
    const yjs = this.#parts.runtime.random.uint32();
    const update = updateApart(text, yjs, changes);
    if (update === undefined) return undefined;
    const { after: _, ...context } = this.#parts.context();
    const after = this.#parts.ahead();
    return { ...context, yjs, encoding: 1, update: toBase64(update), ...(after.length > 0 && { after: [...after] }) };
  }
}

/** A place that is told with its last line end keeps it, so that the next line stays one. */
function asLines(text: string, { base, mine, theirs, merged }: EditConflict): string {
  const isWhole = merged === "" ? [base, mine, theirs].some((side) => side.endsWith("\n")) : merged.endsWith("\n");
  return isWhole && text !== "" && !text.endsWith("\n") ? `${text}\n` : text;
}
