import { expect, test } from "vitest";
import { newerOf, NO_SESSION, type ReadSession, readSession } from "./session-reader.ts";
import { sessionText } from "./session-fixture.ts";

const MORNING = "2026-11-29T06:15:00.000Z";
const NOON = "2026-11-29T12:00:00.000Z";
const read = (at: string, rounds: number): ReadSession => readSession(sessionText(at, rounds));

test("the rounds that are there are read, and a line that is still being written is left for later", () => {
  const text = sessionText(MORNING, 3);
  expect(readSession(text)).toMatchObject({ status: "read", results: { roundsDone: 3, status: "running" } });
  expect(readSession(text.slice(0, -20))).toMatchObject({ status: "read", results: { roundsDone: 2 } });
  expect(readSession(text.slice(0, 20))).toEqual(NO_SESSION);
});

test("evidence that was changed is told with its line", () => {
  const lines = sessionText(MORNING, 2).split("\n");
  const changed = lines.with(2, lines[2]?.replace('"ms":', '"ms":1') ?? "").join("\n");
  expect(readSession(changed)).toMatchObject({ status: "broken", line: 3 });
});

test("of a file and a job that has ended the newer session is shown, of one session the longer", () => {
  const [early, later] = [read(MORNING, 8), read(NOON, 2)];
  expect(newerOf(early, later)).toBe(later);
  expect(newerOf(later, early)).toBe(later);
  expect(newerOf(read(NOON, 1), later)).toBe(later);
  expect(newerOf(undefined, later)).toBe(later);
  expect(newerOf(NO_SESSION, later)).toBe(later);
  expect(newerOf(early, NO_SESSION)).toBe(early);
  expect(newerOf(undefined, NO_SESSION)).toBeUndefined();
});

test("a file that is broken is not hidden by what was seen before", () => {
  const broken: ReadSession = { status: "broken", line: 3, message: "it was changed" };
  expect(newerOf(broken, read(NOON, 8))).toBe(broken);
});
