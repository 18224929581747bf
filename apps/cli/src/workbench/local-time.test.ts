import { expect, test } from "vitest";
import { localTime } from "./local-time.ts";

test("the same moment in both forms, with the zone of this machine", () => {
  const { date, time, iso } = localTime(1_795_896_604_000);
  expect(time).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{2}:\d{2}$/);
  expect(time.startsWith(date)).toBe(true);
  expect(new Date(iso).getTime()).toBe(1_795_896_604_000);
});
