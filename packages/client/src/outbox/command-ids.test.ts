import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, it } from "vitest";
import { CommandIds, idAt, timeOf } from "./command-ids.ts";

const random = createSeededRandom(7);

it("[C6] ids sort in the order in which they were made, also within a millisecond", () => {
  const ids = new CommandIds({ clock: new FakeClock(), random });
  const made = Array.from({ length: 1_000 }, () => ids.next());
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(1_000);
});

it("[C6] a wall clock that is set back makes no id that sorts before an earlier one", () => {
  const clock = new FakeClock();
  const ids = new CommandIds({ clock, random });
  const before = ids.next();
  clock.jump(-86_400_000);
  expect(ids.next() > before).toBe(true);
  ids.follow(idAt(clock.now() + 10 * 86_400_000));
  expect(timeOf(ids.next())).toBe(clock.now() + 10 * 86_400_000 + 1);
});

it("reads the time that it wrote into an id", () => {
  expect(timeOf(idAt(1_750_000_000_123))).toBe(1_750_000_000_123);
  expect(timeOf("")).toBe(0);
});
