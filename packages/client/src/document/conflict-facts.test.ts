import { type DocumentEvent, type EditConflict, newMeetingId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { foundConflict } from "./conflict-fixture.ts";
import { type DocumentFacts, eventsOf, growFacts, NO_FACTS } from "./document-facts.ts";
import { decodeCopy, encodeCopy } from "./document-copy.ts";
import { actor } from "./document-fixture.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(5) };
const meeting = newMeetingId(runtime);
const found = (more: Partial<EditConflict> = {}): Extract<DocumentEvent, { type: "conflict" }> => ({
  type: "conflict",
  conflict: foundConflict(runtime, more),
});
const decided = ({ conflict: { conflict } }: ReturnType<typeof found>, text: string, isFirst = true) =>
  ({ type: "resolved", conflict, choice: "own", text, isFirst, actor }) as const;
const met = (id = meeting, conflicts = 1): DocumentEvent => ({
  type: "met",
  meeting: { meeting: id, mine: [], theirs: [], places: 2, conflicts },
});
/** Each event a second after the one before. */
const grown = (events: readonly DocumentEvent[]): DocumentFacts =>
  events.reduce((facts, event, n) => growFacts(facts, event, 1_000 * (n + 1)), NO_FACTS);

describe("what is known of conflicts", () => {
  it("is when each was found, and what was decided about it in which order", () => {
    const [one, other] = [found(), found()];
    const { conflicts } = grown([one, other, decided(one, "first"), decided(one, "second", false)]);
    expect(conflicts.get(other.conflict.conflict)).toEqual({ conflict: other.conflict, at: 2_000, resolutions: [] });
    expect(conflicts.get(one.conflict.conflict)).toMatchObject({
      at: 1_000,
      resolutions: [
        { text: "first", isFirst: true, at: 3_000, actor },
        { text: "second", isFirst: false, at: 4_000, actor },
      ],
    });
  });

  it("one that is told anew has other texts, and was found when it was told first", () => {
    const one = found();
    const { conflict } = one.conflict;
    const { conflicts } = grown([one, decided(one, "x"), found({ conflict, merged: "other" })]);
    expect(conflicts.get(conflict)).toMatchObject({ at: 1_000, conflict: { merged: "other" }, resolutions: [{}] });
    expect(conflicts.size).toBe(1);
  });

  it("ends with the last fifty that were decided; those that are open stay, and a decision about another one is nothing", () => {
    const all = Array.from({ length: 120 }, () => found());
    const [open, old] = [all.slice(0, 60), all.slice(60)];
    const facts = grown([...all, ...old.toReversed().map((one) => decided(one, "x")), decided(found(), "y")]);
    const kept = [...open, ...old.slice(0, 50).toReversed()].map(({ conflict: { conflict } }) => conflict);
    expect([...facts.conflicts.keys()]).toEqual(kept);
  });

  it("of one conflict keeps the first decision, and the last ones", () => {
    const one = found();
    const facts = grown([one, ...Array.from({ length: 30 }, (_, n) => decided(one, `${n}`, n === 0))]);
    const texts = facts.conflicts.get(one.conflict.conflict)?.resolutions.map(({ text }) => text);
    expect(texts).toEqual(["0", ...Array.from({ length: 19 }, (_, n) => `${n + 11}`)]);
  });

  it("ends with the last twenty meetings, of which one that is told anew is the newest", () => {
    const ids = Array.from({ length: 25 }, () => newMeetingId(runtime));
    const { meetings } = grown([...ids.map((id) => met(id)), met(ids[10], 7)]);
    const others = Array.from({ length: 20 }, (_, n) => n + 5).filter((n) => n !== 10);
    expect(meetings.map(({ meeting: { meeting: id } }) => ids.indexOf(id))).toEqual([...others, 10]);
    expect(meetings.at(-1)).toMatchObject({ at: 26_000, meeting: { conflicts: 7 } });
  });

  it("is the same when it is read from a copy, or told once more as events", () => {
    const [one, other] = [found(), found()];
    const facts = grown([met(), one, other, decided(one, "first"), decided(one, "second", false)]);
    const again = eventsOf(facts).reduce((before, event) => growFacts(before, event, 99), NO_FACTS);
    expect(again).toEqual(facts);
    expect(decodeCopy(encodeCopy({ facts, ahead: [], state: [], later: [] }))?.facts).toEqual(facts);
  });
});
