import { type DocumentEvent, isOpenConflict, openConflicts } from "@nomous/protocol";
import { expect, test } from "vitest";
import { sampleActor, sampleConflict } from "../conflict/sample-conflict-fixture.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { growRoom } from "./grow-room.ts";
import { emptyRoom, type LoadedRoom } from "./loaded-room.ts";

const ACTOR = sampleActor("Ada");
const ID = "01890000-0000-7000-8000-0000000000aa" as LoadedRoom["id"];

const told = (number: number, mine = "m"): DocumentEvent => ({
  type: "conflict",
  conflict: sampleConflict(number, { mine }),
});

const decided = (number: number, isFirst = true): DocumentEvent => ({
  type: "resolved",
  conflict: sampleConflict(number).conflict,
  choice: "own",
  text: `text ${number}`,
  isFirst,
  actor: ACTOR,
});

const met = (number: number, places = 1): DocumentEvent => {
  const { conflict, who } = sampleConflict(number);
  return { type: "met", meeting: { meeting: conflict as string as never, ...who, places, conflicts: 1 } };
};

const grown = (events: readonly DocumentEvent[], room = emptyRoom(ID)): LoadedRoom =>
  growRoom(
    room,
    events.map((event, i) => ({ seq: room.head + i + 1, at: 1_000 + room.head + i, event })),
    room.head + events.length,
  );

const numbersOf = ({ conflicts }: LoadedRoom): number[] => [...conflicts.keys()].map((id) => Number(id.slice(-12)));

test("a room knows all open conflicts, the last fifty that were decided and the last twenty meetings, and its checkpoint gives the same", () => {
  const numbers = Array.from({ length: 120 }, (_, i) => i + 1);
  const room = grown([
    ...numbers.map((number) => met(number)),
    ...numbers.map((number) => told(number)),
    // The last ones first, and one of them twice.
    ...numbers
      .slice(60)
      .toReversed()
      .map((number) => decided(number)),
    decided(61, false),
  ]);
  expect(openConflicts(room.conflicts)).toHaveLength(60);
  expect(numbersOf(room)).toEqual([...numbers.slice(0, 60), ...numbers.slice(60, 110).toReversed()]);
  expect(room.meetings.map(({ meeting }) => Number(meeting.meeting.slice(-12)))).toEqual(numbers.slice(100));
  const [last] = [...room.conflicts.values()].slice(-1);
  expect(last?.resolutions.map(({ isFirst }) => isFirst)).toEqual([true, false]);
  expect(last?.at).toBe(1_000 + 120 + 60);

  const { value } = writeCheckpoint(room, ACTOR);
  const read = readCheckpoint(ID, { kind: "room", id: ID, value, actor: ACTOR });
  expect([...read.conflicts]).toEqual([...room.conflicts]);
  expect(read.meetings).toEqual(room.meetings);
});

test("a conflict that is told again stands in the place of the one before, found when that was", () => {
  const before = grown([told(1), told(2)]);
  const after = grown([told(1, "more"), met(3), met(3, 2)], before);
  expect(numbersOf(after)).toEqual([1, 2]);
  const [first] = [...after.conflicts.values()];
  expect(first).toMatchObject({ at: 1_000, conflict: { mine: "more" } });
  expect(after.meetings).toMatchObject([{ meeting: { places: 2 } }]);
  // Whoever looks for changes compares the maps.
  expect(grown([{ type: "label", label: "x", actor: ACTOR }], after).conflicts).toBe(after.conflicts);
  expect([...before.conflicts.values()].every(isOpenConflict)).toBe(true);
});

test("of one that is decided over and over, the decision and the last ones are known", () => {
  const room = grown([told(1), decided(1), ...Array.from({ length: 100 }, () => decided(1, false)), decided(2)]);
  const [only, ...others] = [...room.conflicts.values()];
  expect(others).toEqual([]);
  expect(only?.resolutions).toHaveLength(20);
  expect(only?.resolutions[0]).toMatchObject({ isFirst: true, at: 1_001 });
  expect(only?.resolutions[19]?.at).toBe(1_101);
});
