// The port of merging on top of Yjs, on whatever thread it runs. Calls that share a document take turns, since they share its documents in
// memory; in between nothing is known but what the log says.
import type { Hunk } from "@nomous/protocol";
import * as Y from "yjs";
import { KeyedQueue } from "../../command/keyed-queue.ts";
import {
  type Apart,
  type ConflictAnchor,
  type DocumentState,
  type Ground,
  type LoggedUpdate,
  type Merger,
  type Met,
  type ReadUpdates,
  StateGone,
  type TextSpanChange,
  type ToldConflict,
} from "../merger.ts";
import { anchorTexts } from "../meet/anchor-texts.ts";
import { statePartsOf } from "../snapshot/state-parts.ts";
import { carryChanges } from "./carry-changes.ts";
import { DocumentStates, hasAllOf } from "./document-states.ts";
import { hunksOf } from "./hunks.ts";
import { insertedStrings } from "./inserted-strings.ts";
import { meetUpdates } from "./meet-updates.ts";
import { refined } from "./refined.ts";
import { findPlace, makePlace } from "./relative-place.ts";
import { diffPlaces, diffText, diffWords } from "./text-diff.ts";
import { applyAndTell, docOf, type EncodedUpdate, fork, hasGap, textIn, textOf, write } from "./ydoc.ts";

type Proposal = Parameters<Merger["propose"]>[1];

/** A merger that works on the thread of its caller. */
export function createMerger(read: ReadUpdates): Merger {
  const core = new MergerCore(read);
  return {
    text: (state) => core.text(state),
    snapshot: (state) => core.snapshot(state),
    seed: async (text, yjs) => core.seed(text, yjs),
    rewrite: (state, text, yjs) => core.rewrite(state, text, yjs),
    propose: (base, change, onto) => core.propose(base, change, onto),
    proposeText: (base, text, onto) => core.proposeText(base, text, onto),
    transfer: (hunks, from, onto) => core.transfer(hunks, from, onto),
    meet: (apart) => core.meet(apart),
    anchor: (conflicts, onto) => core.anchor(conflicts, onto),
    close: () => core.close(),
  };
}

class MergerCore {
  readonly #read: ReadUpdates;
  readonly #states: DocumentStates;
  readonly #turns = new KeyedQueue();

  constructor(read: ReadUpdates) {
    this.#read = read;
    this.#states = new DocumentStates(read);
  }

  text(state: DocumentState): Promise<string> {
    return this.#turns.run([state.key], async () => textOf(await this.#states.doc(state)));
  }

  snapshot(state: DocumentState): Promise<{ updates: Uint8Array[]; text: string }> {
    return this.#turns.run([state.key], async () => {
      const doc = await this.#states.doc(state);
      return { updates: statePartsOf(doc), text: textOf(doc) };
    });
  }

  seed(text: string, yjs: number): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = yjs;
    textIn(doc).insert(0, text);
    return Y.encodeStateAsUpdateV2(doc);
  }

  rewrite(state: DocumentState, text: string, yjs: number): Promise<Uint8Array | null> {
    return this.#turns.run([state.key], async () => {
      const doc = await this.#states.doc(state);
      const changes = diffText(textOf(doc), text);
      return changes.length === 0 ? null : write(fork(doc), changes, yjs);
    });
  }

  propose(base: DocumentState, change: Proposal, onto: DocumentState): Promise<Hunk[]> {
    return this.#turns.run(keysOf(base, onto), async () => {
      const before = await this.#copy(base);
      const doc = await this.#states.doc(onto);
      const isLater = base.key === onto.key && hasAllOf(onto, base);
      if (isUpdate(change) && base.key === onto.key && hasUpdate(doc, change)) return [];
      const mine = before === undefined ? undefined : changesOf(before, change);
      if (before === undefined || mine === undefined) return atEnd(doc, salvage(change, doc));
      const text = textOf(before);
      const theirs = isLater ? changesBetween(before, doc) : diffPlaces(text, textOf(doc));
      return hunksOf(doc, carryChanges(text, mine, theirs, textOf(doc)));
    });
  }

  proposeText(base: string, text: string, onto: Ground): Promise<Hunk[]> {
    return this.#turns.run(keysOf(onto), async () => {
      const doc = await this.#ground(onto);
      const now = textOf(doc);
      return hunksOf(doc, carryChanges(base, diffWords(base, text), diffPlaces(base, now), now));
    });
  }

  transfer(hunks: readonly Hunk[], from: DocumentState, onto: Ground): Promise<Hunk[]> {
    return this.#turns.run(keysOf(from, onto), async () => {
      const before = await this.#copy(from);
      const doc = await this.#ground(onto);
      const now = textOf(doc);
      const text = before === undefined ? "" : textOf(before);
      const theirs = before === undefined ? [] : diffPlaces(text, now);
      let free = Math.max(0, ...hunks.map(({ hunk }) => hunk)) + 1;
      return hunks.flatMap((hunk) => {
        const place = before === undefined ? null : findPlace(before, hunk);
        const moved =
          place === null
            ? atEnd(doc, hunk.inserted)
            : hunksOf(doc, carryChanges(text, [{ ...place, insert: hunk.inserted }], theirs, now));
        // One that is too large now has its number in the first of its parts.
        return moved.map((part, i) => ({ ...part, hunk: i === 0 ? hunk.hunk : free++ }));
      });
    });
  }

  meet({ state, mine, last }: Apart): Promise<Met> {
    return this.#turns.run([state.key], async () => {
      const base = fork(await this.#states.doc(state));
      const updates: LoggedUpdate[] = [];
      for await (const update of this.#read(state.key, state.upTo, last)) {
        // One that was not written behind another item is a snapshot's: nobody can tell who wrote what of it.
        if (update.base >= update.seq) throw new StateGone(state.key, state.upTo);
        if (!state.plus.includes(update.seq)) updates.push(update);
      }
      const writers = new Set(mine);
      const met = meetUpdates(base, updates, (writer) => writers.has(writer));
      if (hasGap(base)) throw new StateGone(state.key, last);
      return met;
    });
  }

  anchor(conflicts: readonly ToldConflict[], onto: Ground): Promise<ConflictAnchor[]> {
    return this.#turns.run(keysOf(onto), async () => {
      const doc = await this.#ground(onto);
      return anchorTexts(conflicts, textOf(doc)).map(({ from, to, ...where }) => ({
        ...where,
        ...makePlace(doc, from, to),
      }));
    });
  }

  close(): Promise<void> {
    return this.#turns.idle();
  }

  /** A copy that stays as it is when other states are made; `undefined` when the log has it no more. */
  async #copy(state: DocumentState): Promise<Y.Doc | undefined> {
    try {
      return fork(await this.#states.doc(state));
    } catch (error) {
      if (error instanceof StateGone) return undefined;
      throw error;
    }
  }

  async #ground(ground: Ground): Promise<Y.Doc> {
    return "key" in ground ? this.#states.doc(ground) : docOf({ encoding: 2, update: ground.update });
  }
}

const keysOf = (...grounds: readonly Ground[]): string[] => [
  ...new Set(grounds.flatMap((ground) => ("key" in ground ? [ground.key] : []))),
];

const isUpdate = (change: Proposal): change is EncodedUpdate => "update" in change;

/** What a proposal does to the text of the state it was made on; `undefined` when it builds on more than that. */
function changesOf(before: Y.Doc, change: Proposal): readonly TextSpanChange[] | undefined {
  if (!isUpdate(change)) return refined(textOf(before), change);
  const after = fork(before);
  const changes = applyAndTell(after, change);
  return hasGap(after) ? undefined : refined(textOf(before), changes);
}

/** What happened to the text from one state to a later one. The first becomes the second. */
function changesBetween(before: Y.Doc, after: Y.Doc): TextSpanChange[] {
  const copy = fork(before);
  const update = Y.encodeStateAsUpdateV2(after, Y.encodeStateVector(copy));
  return refined(textOf(before), applyAndTell(copy, { encoding: 2, update }));
}

/** Whether the document has the update already. */
function hasUpdate(doc: Y.Doc, update: EncodedUpdate): boolean {
  const copy = fork(doc);
  const before = Y.encodeStateVector(copy);
  const changes = applyAndTell(copy, update);
  return changes.length === 0 && !hasGap(copy) && Buffer.compare(before, Y.encodeStateVector(copy)) === 0;
}

/** The text that a proposal inserts and the document has not. */
const salvage = (change: Proposal, doc: Y.Doc): string =>
  isUpdate(change)
    ? insertedStrings(change, Y.decodeStateVector(Y.encodeStateVector(doc)))
    : change
        .map(({ insert }) => insert)
        .filter((insert) => insert !== "")
        .join("\n");

function atEnd(doc: Y.Doc, insert: string): Hunk[] {
  const { length } = textIn(doc);
  return insert === "" ? [] : hunksOf(doc, [{ from: length, to: length, insert }]);
}
