import { type EditConflict, newConflictId, newMeetingId, type Runtime } from "@nomous/protocol";

/** A conflict as the bridge tells it, for tests; without `more` its place is none of any text. */
export const foundConflict = (runtime: Runtime, more: Partial<EditConflict> = {}): EditConflict => ({
  conflict: newConflictId(runtime),
  meeting: newMeetingId(runtime),
  kind: "overlap",
  section: "",
  line: 1,
  from: "AA==",
  to: "AA==",
  base: "",
  mine: "a",
  theirs: "b",
  merged: "ab",
  runs: [
    [1, "mine"],
    [1, "theirs"],
  ],
  who: { mine: [], theirs: [] },
  ...more,
});
