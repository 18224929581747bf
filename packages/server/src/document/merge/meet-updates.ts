// Updates of two sides behind a state that both began with: what each side alone would have made of it, what both did, and who wrote which part
// of that.
import * as Y from "yjs";
import { meetTexts } from "../meet/meet-texts.ts";
import { Outline } from "../meet/outline.ts";
import type { LoggedUpdate, Met, TextSpanChange } from "../merger.ts";
import { reachOf } from "../update/update-reach.ts";
import { Authors, type AuthoredSpan } from "./authors.ts";
import { mergeUpdates } from "./merge-updates.ts";
import { neededUpdates, type ReadUpdate } from "./needed-updates.ts";
import { makePlace } from "./relative-place.ts";
import { applyInSteps, fork, textIn, textOf } from "./ydoc.ts";

/** `base` gets all the updates. `isMine`: by the number of their writer. */
export function meetUpdates(base: Y.Doc, updates: readonly LoggedUpdate[], isMine: (writer: number) => boolean): Met {
  const text = textOf(base);
  const known = Y.decodeStateVector(Y.encodeStateVector(base));
  const read = updates.map(readUpdate);
  const alone = (mine: boolean): Made =>
    make(
      fork(base),
      neededUpdates(read, ({ writer }) => isMine(writer) === mine, known),
    );
  const [mine, theirs] = [alone(true), alone(false)];
  const merged = make(base, updates);
  const met = meetTexts(
    { base: text, mine: mine.text, theirs: theirs.text, merged: merged.text },
    { mine: mine.steps, theirs: theirs.steps, merged: merged.steps },
  );
  if (met.conflicts.length === 0) return { ...met, conflicts: [] };
  const authors = new Authors(base, spansOf(read, isMine, known));
  const outline = new Outline(merged.text);
  const { length } = textIn(base);
  return {
    ...met,
    conflicts: met.conflicts.map(({ at, isCut, ...told }) => {
      const [from, to] = [Math.min(at.from, length), Math.min(at.to, length)];
      const conflict = { ...told, ...outline.at(from), ...makePlace(base, from, to), runs: authors.runs(from, to) };
      return isCut ? { ...conflict, isCut } : conflict;
    }),
  };
}

interface Made {
  readonly text: string;
  readonly steps: readonly TextSpanChange[];
}

function make(doc: Y.Doc, updates: readonly LoggedUpdate[]): Made {
  const merged = mergeUpdates(updates);
  const steps = merged === undefined ? [] : applyInSteps(doc, merged);
  return { text: textOf(doc), steps };
}

function readUpdate(update: LoggedUpdate): ReadUpdate {
  const reach = reachOf(update.encoding, update.update);
  if (typeof reach === "string") throw new Error(`an update in the log is none: ${reach}`);
  return { update, reach };
}

/** Each clock belongs to the update with which it came first. */
function spansOf(
  read: readonly ReadUpdate[],
  isMine: (writer: number) => boolean,
  known: ReadonlyMap<number, number>,
): AuthoredSpan[] {
  const clocks = new Map(known);
  return read.flatMap(({ update, reach }) =>
    reach.adds.flatMap(({ client, from, to }): AuthoredSpan[] => {
      const first = Math.max(from, clocks.get(client) ?? 0);
      if (first >= to) return [];
      clocks.set(client, to);
      return [{ client, from: first, to, author: isMine(update.writer) ? "mine" : "theirs" }];
    }),
  );
}
