// A conflict with everything that one has, for tests of what is done with it.
import type { Actor, ClientId, ConflictId, EditConflict, MeetingId } from "@nomous/protocol";

const idOf = (number: number): string => `01890000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export const sampleActor = (person: string): Actor => ({
  person,
  client: person[0]?.toLowerCase().repeat(22) as ClientId,
});

export const sampleConflict = (number: number, more: Partial<EditConflict> = {}): EditConflict => ({
  conflict: idOf(number) as ConflictId,
  meeting: idOf(1_000_000) as MeetingId,
  kind: "overlap",
  section: "Keeping",
  line: 3,
  from: "AA==",
  to: "AA==",
  base: "one hour",
  mine: "seven days",
  theirs: "a day",
  merged: "seven daysa day",
  runs: [
    [10, "mine"],
    [5, "theirs"],
  ],
  who: {
    mine: [{ actor: sampleActor("Bob"), at: [1, 2], edits: 1 }],
    theirs: [{ actor: sampleActor("Ada"), at: [3, 4], edits: 2 }],
  },
  ...more,
});
