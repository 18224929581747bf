// A document's history as a person reads it: what came in one go is one entry. It is folded from the log, forwards, and kept for the documents
// that were looked at last.
import type { Actor, HistoryEntry } from "@nomous/protocol";
import type { LoadedRoom } from "../room/loaded-room.ts";
import type { LoggedEntry, LoggedEvent } from "../room/logged-entry.ts";

/** What is folded so far. */
export interface History {
  /** Oldest first. */
  readonly entries: HistoryEntry[];
  /** Everything up to this item is in it. */
  head: number;
  readonly writers: Map<number, Actor>;
  /** What the update that comes next stands for, when that is no ordinary edit. */
  next: (Pick<HistoryEntry, "kind" | "label"> & { readonly seq: number }) | undefined;
}

/** Edits of the same people belong together for this long. */
const SITTING_MS = 5 * 60_000;

/** Agents that are no program of somebody's: they bring in what is in the file. */
const FILE_AGENTS: ReadonlySet<string | undefined> = new Set(["file", "git"]);

/** Of what comes behind item `head`. */
export function beginHistory({ writers }: LoadedRoom, head: number): History {
  // Whoever was announced before is known to the room alone.
  const known = new Map([...writers.values()].map(({ writer, actor }) => [writer, actor]));
  return { entries: [], head, writers: known, next: undefined };
}

/** Takes in the entry that comes next in the log. */
export function growHistory(history: History, entry: LoggedEntry): void {
  const from = history.head + 1;
  if ("event" in entry) tell(history, entry);
  else write(history, entry, from);
  history.head = entry.seq;
}

function tell(history: History, { seq, at, event }: LoggedEvent): void {
  switch (event.type) {
    case "created":
      history.next = { kind: "created", seq };
      break;
    case "epoch":
      if (event.why === "checkout") history.next = { kind: "checkout", seq };
      else if (event.why === "damaged") history.next = { kind: "file", label: "began anew from the file", seq };
      break;
    case "writer":
      history.writers.set(event.writer, event.actor);
      break;
    case "label":
      history.next = { kind: "labelled", label: event.label, seq };
      break;
    case "kept": {
      const { hash, sizeBytes, actor } = event;
      const version = `file:${hash}`;
      history.entries.push({
        version,
        kind: "kept",
        seq: [seq, seq],
        at: [at, at],
        actors: [actor],
        edits: 0,
        file: { hash, sizeBytes },
      });
      break;
    }
    case "moved":
    case "suggestion":
    case "hunk":
    case "settled":
    case "met":
    case "conflict":
    case "resolved":
      break;
  }
}

function write(history: History, { seq, at, update }: Exclude<LoggedEntry, LoggedEvent>, from: number): void {
  const actor = history.writers.get(update.writer);
  const actors = actor === undefined ? [] : [actor];
  const { next } = history;
  history.next = undefined;
  const kind = next?.kind ?? (FILE_AGENTS.has(actor?.agent) ? "file" : "edited");
  const entry: HistoryEntry = {
    version: `seq:${seq}`,
    kind,
    seq: [next?.seq ?? from, seq],
    at: [at, at],
    actors,
    edits: 1,
  };
  if (next?.label !== undefined) entry.label = next.label;
  if (kind === "edited") join(history.entries, entry);
  else history.entries.push(entry);
}

/**
 * Puts an edit to the last entry when it is of the same people and soon enough. People who write in turns are one sitting from the second turn
 * on.
 */
function join(entries: HistoryEntry[], entry: HistoryEntry): void {
  const last = entries.at(-1);
  const before = entries.at(-2);
  if (last !== undefined && isSitting(last, entry)) entries[entries.length - 1] = joined(last, entry);
  else if (last !== undefined && before !== undefined && last.kind === "edited" && isSitting(before, entry))
    entries.splice(-2, 2, joined(joined(before, last), entry));
  else entries.push(entry);
}

const isSitting = (earlier: HistoryEntry, { at, actors }: HistoryEntry): boolean =>
  earlier.kind === "edited" &&
  at[0] - earlier.at[0] <= SITTING_MS &&
  actors.every((actor) => has(earlier.actors, actor));

const joined = (earlier: HistoryEntry, later: HistoryEntry): HistoryEntry => ({
  ...earlier,
  version: later.version,
  seq: [earlier.seq[0], later.seq[1]],
  at: [earlier.at[0], later.at[1]],
  actors: [...earlier.actors, ...later.actors.filter((actor) => !has(earlier.actors, actor))],
  edits: earlier.edits + later.edits,
});

const has = (actors: readonly Actor[], { person, client, agent }: Actor): boolean =>
  actors.some((actor) => actor.client === client && actor.person === person && actor.agent === agent);
