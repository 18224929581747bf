// Folds what is in the log into a room. A room never changes: whoever holds one holds what was true as of its head.
import { type DocumentEvent, type SuggestionId, withConflict, withMeeting, withResolution } from "@nomous/protocol";
import type { RoomSuggestion, Writer } from "../document-log.ts";
import { reachOf } from "../update/update-reach.ts";
import { type EventOf, type LoadedRoom, stateKey } from "./loaded-room.ts";
import type { LoggedEntry, LoggedEvent, LoggedWrite } from "./logged-entry.ts";
import { withUpdate } from "./recent-updates.ts";

/** A room under construction. Of conflicts each change makes another map. */
type Draft = {
  -readonly [Key in keyof LoadedRoom]: Key extends "conflicts"
    ? LoadedRoom[Key]
    : LoadedRoom[Key] extends ReadonlyMap<infer K, infer V>
      ? Map<K, V>
      : LoadedRoom[Key];
};

/** The room after entries that follow its head, up to item `head`. Throws at an update that cannot be one. */
export function growRoom(room: LoadedRoom, entries: readonly LoggedEntry[], head: number): LoadedRoom {
  const draft = draftOf(room, entries);
  for (const entry of entries) {
    if ("event" in entry) tell(draft, entry);
    else write(draft, entry);
  }
  return { ...draft, head, state: { key: stateKey(room.id, draft.epoch), upTo: head, plus: [] } };
}

/** Copies only the maps that can change: most commits are one update by a writer who is known. */
function draftOf(room: LoadedRoom, entries: readonly LoggedEntry[]): Draft {
  const isOnlyWritten = entries.every((entry) => !("event" in entry));
  const copy = <K, V>(map: ReadonlyMap<K, V>): Map<K, V> => (isOnlyWritten ? (map as Map<K, V>) : new Map(map));
  return {
    ...room,
    clocks: new Map(room.clocks),
    writers: copy(room.writers),
    suggestions: copy(room.suggestions),
    epochs: copy(room.epochs),
  };
}

function write(draft: Draft, { seq, at, update, ...known }: LoggedWrite): void {
  const reach = known.reach ?? reachOf(update.encoding, update.update);
  if (typeof reach === "string") throw new Error(`an update in the log is none: ${reach}`);
  for (const { client, to } of reach.adds) {
    if (to > (draft.clocks.get(client) ?? 0)) draft.clocks.set(client, to);
  }
  draft.lengthBytes = Math.max(0, draft.lengthBytes + reach.growth);
  draft.tail = { updates: draft.tail.updates + 1, bytes: draft.tail.bytes + update.update.length };
  draft.recent = withUpdate(draft.recent, { seq, writer: update.writer, at });
}

function tell(draft: Draft, { seq, at, event }: LoggedEvent): void {
  switch (event.type) {
    case "created":
      draft.created = event;
      draft.path = event.path;
      break;
    case "moved":
      draft.path = event.path;
      break;
    case "epoch":
      begin(draft, event, seq);
      break;
    case "writer": {
      const { writer, yjs, actor } = event;
      draft.writers.set(yjs, { writer, yjs, actor } satisfies Writer);
      draft.lastWriter = Math.max(draft.lastWriter, writer);
      break;
    }
    case "suggestion":
    case "hunk":
    case "settled":
      suggest(draft.suggestions, event, at);
      break;
    case "met":
      draft.meetings = withMeeting(draft.meetings, event, at);
      break;
    case "conflict":
      draft.conflicts = withConflict(draft.conflicts, event, at);
      break;
    case "resolved":
      draft.conflicts = withResolution(draft.conflicts, event, at);
      break;
    case "kept":
    case "label":
      break;
  }
}

function begin(draft: Draft, event: EventOf<"epoch">, seq: number): void {
  draft.begun = event;
  draft.epoch = event.epoch;
  draft.epochAt = seq;
  draft.epochs.set(event.epoch, seq);
  draft.clocks = new Map();
  draft.lengthBytes = 0;
}

type SuggestionEvent = Extract<DocumentEvent, { suggestion: SuggestionId }>;

function suggest(open: Map<SuggestionId, RoomSuggestion>, event: SuggestionEvent, at: number): void {
  const { suggestion } = event;
  if (event.type === "suggestion") {
    const { why, note, actor } = event;
    open.set(suggestion, { suggestion, why, note, actor, at: event.at ?? at, hunks: new Map() });
    return;
  }
  const known = open.get(suggestion);
  if (known === undefined) return;
  const hunks = new Map(known.hunks);
  if (event.type === "hunk") hunks.set(event.hunk.hunk, event.hunk);
  else for (const hunk of event.hunks) hunks.delete(hunk);
  if (event.type === "settled" && hunks.size === 0) open.delete(suggestion);
  else open.set(suggestion, { ...known, hunks });
}
