// The Y.Doc of one epoch. Updates of others go in, those that are made here come out; whatever edits the doc need not know us.
import * as Y from "yjs";
import { applyUpdate, type Update } from "./apply-update.ts";
import { DOCUMENT_TEXT, type TextChange } from "./live-document.ts";

/** All that a text has, as it came. */
export interface TextParts {
  /** A whole state, in parts that follow each other. */
  readonly state: readonly Update[];
  /** What was added to it. */
  readonly later: readonly Update[];
}

/** Of transactions that bring in what is known elsewhere. */
const REMOTE = Symbol("remote");

/** A state is written anew once more than this was added to it: that takes a long text a tenth of a second. */
const MOST_LATER = { updates: 1_000, bytes: 256 * 1024 };

export class SharedText {
  readonly doc: Y.Doc;
  readonly #text: Y.Text;
  readonly #made: (update: Uint8Array) => void;
  /** The text of the present state, once somebody asked for it. */
  #string: string | undefined;
  #captured: Uint8Array[] | undefined;
  #state: Update[] = [];
  #later: Update[] = [];
  #laterBytes = 0;

  /** `made` is given what was edited here, encoding 1; `changed` is called after any change. */
  constructor(yjs: number, made: (update: Uint8Array) => void, changed: () => void) {
    this.doc = new Y.Doc();
    this.doc.clientID = yjs;
    this.#text = this.doc.getText(DOCUMENT_TEXT);
    this.#made = made;
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      this.#string = undefined;
      if (origin !== REMOTE) this.#take(update);
      changed();
    });
  }

  get text(): string {
    this.#string ??= this.#text.toJSON();
    return this.#string;
  }

  get length(): number {
    return this.#text.length;
  }

  /** The client id of Yjs that edits here have. */
  get yjs(): number {
    return this.doc.clientID;
  }

  parts(): TextParts {
    if (this.#later.length > MOST_LATER.updates || this.#laterBytes > MOST_LATER.bytes) {
      this.#state = [{ encoding: 2, update: this.state() }];
      this.#later = [];
      this.#laterBytes = 0;
    }
    return { state: [...this.#state], later: [...this.#later] };
  }

  /**
   * Takes the next part of a whole state, before anybody has the doc. `string` is the text of that state, where it is known. Nothing in it is left
   * to be joined or removed: looking for that would take half as long again, and join what the next part has to take apart.
   */
  build(part: Update, string?: string): void {
    this.doc.once("afterTransaction", endUnchanged);
    this.#bringIn([part]);
    this.#state.push(part);
    this.#string = string;
  }

  apply(updates: readonly Update[]): void {
    this.#bringIn(updates);
    for (const update of updates) this.#keep(update);
  }

  #bringIn(updates: readonly Update[]): void {
    if (updates.length === 0) return;
    Y.transact(
      this.doc,
      () => {
        for (const update of updates) applyUpdate(this.doc, update, REMOTE);
      },
      REMOTE,
      false,
    );
  }

  /** Makes changes as one transaction; they are in ascending order and fit. */
  change(changes: readonly TextChange[]): void {
    this.doc.transact(() => {
      for (const { from, to, insert } of changes.toReversed()) {
        if (to > from) this.#text.delete(from, to - from);
        if (insert !== "") this.#text.insert(from, insert);
      }
    });
  }

  /** Makes changes whose update is not given to `made` but returned; `undefined` when they change nothing. */
  capture(changes: readonly TextChange[]): Uint8Array | undefined {
    const captured: Uint8Array[] = [];
    this.#captured = captured;
    this.change(changes);
    this.#captured = undefined;
    return captured.length === 0 ? undefined : Y.mergeUpdates(captured);
  }

  /** All of it, encoding 2. */
  state(): Uint8Array {
    return Y.encodeStateAsUpdateV2(this.doc);
  }

  /** A place that stays with the text around it: before what follows, or behind what precedes. */
  anchor(index: number, side: "before" | "behind"): Uint8Array {
    return Y.encodeRelativePosition(
      Y.createRelativePositionFromTypeIndex(this.#text, index, side === "behind" ? -1 : 0),
    );
  }

  /** Where a relative position is now; `null` when it is none of this text. */
  place(anchor: Uint8Array): number | null {
    try {
      const at = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(anchor), this.doc);
      return at?.type === this.#text ? at.index : null;
    } catch {
      return null;
    }
  }

  #take(update: Uint8Array): void {
    this.#keep({ encoding: 1, update });
    if (this.#captured === undefined) this.#made(update);
    else this.#captured.push(update);
  }
  #keep(update: Update): void {
    this.#later.push(update);
    this.#laterBytes += update.update.length;
  }
}

/** Yjs then does what it does after a transaction that changed nothing: nothing. */
function endUnchanged(transaction: Y.Transaction): void {
  transaction.deleteSet.clients.clear();
  transaction.beforeState = transaction.afterState;
}
