// What a document's events say, folded. It is kept as events too, so that a copy, a snapshot and the log are read by one function.
import {
  type DocumentEvent,
  type Hunk,
  type SuggestionId,
  type WorkspacePath,
  type KnownConflicts,
  type KnownMeeting,
  conflictEvents,
  withConflict,
  withMeeting,
  withResolution,
} from "@nomous/protocol";

type EventOf<Type extends DocumentEvent["type"]> = Extract<DocumentEvent, { type: Type }>;

interface SuggestionFact {
  readonly event: EventOf<"suggestion"> & { readonly at: number };
  /** Those that wait, by number. */
  readonly hunks: ReadonlyMap<number, Hunk>;
}

export interface DocumentFacts {
  readonly created: EventOf<"created"> | undefined;
  readonly epoch: EventOf<"epoch"> | undefined;
  readonly suggestions: ReadonlyMap<SuggestionId, SuggestionFact>;
  readonly conflicts: KnownConflicts;
  /** Newest last. */
  readonly meetings: readonly KnownMeeting[];
}

export const NO_FACTS: DocumentFacts = {
  created: undefined,
  epoch: undefined,
  suggestions: new Map(),
  conflicts: new Map(),
  meetings: [],
};

export const pathOf = ({ created }: DocumentFacts): WorkspacePath | undefined => created?.path;
export const epochOf = ({ epoch }: DocumentFacts): number => epoch?.epoch ?? 0;

/** `at`: the time of the event's item. */
export function growFacts(facts: DocumentFacts, event: DocumentEvent, at: number): DocumentFacts {
  switch (event.type) {
    case "created":
      return { ...facts, created: event };
    case "moved":
      return facts.created === undefined ? facts : { ...facts, created: { ...facts.created, path: event.path } };
    case "epoch":
      return { ...facts, epoch: event };
    case "suggestion": {
      const fact = { event: { ...event, at: event.at ?? at }, hunks: new Map<number, Hunk>() };
      return { ...facts, suggestions: new Map(facts.suggestions).set(event.suggestion, fact) };
    }
    case "hunk":
      return withHunks(facts, event.suggestion, (hunks) => hunks.set(event.hunk.hunk, event.hunk));
    case "settled":
      return withoutHunks(facts, event.suggestion, event.hunks);
    case "met":
      return { ...facts, meetings: withMeeting(facts.meetings, event, at) };
    case "conflict":
      return { ...facts, conflicts: withConflict(facts.conflicts, event, at) };
    case "resolved":
      return { ...facts, conflicts: withResolution(facts.conflicts, event, at) };
    case "writer":
    case "kept":
    case "label":
    // The history knows them.
  }
  return facts;
}

/** A suggestion of which no hunk waits is none any more. */
export const withoutHunks = (
  facts: DocumentFacts,
  suggestion: SuggestionId,
  settled: readonly number[],
): DocumentFacts =>
  withHunks(facts, suggestion, (hunks) => {
    for (const hunk of settled) hunks.delete(hunk);
  });

/** Events that make the same facts. */
export function eventsOf({ created, epoch, suggestions, conflicts, meetings }: DocumentFacts): DocumentEvent[] {
  const open = [...suggestions].flatMap(([suggestion, { event, hunks }]): DocumentEvent[] => [
    event,
    ...[...hunks.values()].map((hunk) => ({ type: "hunk" as const, suggestion, hunk })),
  ]);
  return [created, epoch, ...open, ...conflictEvents(meetings, conflicts)].filter((event) => event !== undefined);
}

function withHunks(
  facts: DocumentFacts,
  suggestion: SuggestionId,
  change: (hunks: Map<number, Hunk>) => void,
): DocumentFacts {
  const fact = facts.suggestions.get(suggestion);
  if (fact === undefined) return facts;
  const hunks = new Map(fact.hunks);
  change(hunks);
  const suggestions = new Map(facts.suggestions);
  if (hunks.size === 0) suggestions.delete(suggestion);
  else suggestions.set(suggestion, { ...fact, hunks });
  return { ...facts, suggestions };
}
