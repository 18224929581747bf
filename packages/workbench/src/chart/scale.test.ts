import { expect, test } from "vitest";
import { linearScale } from "./scale.ts";

test("a range too long for a number has an axis all the same, and is not divided for ever", () => {
  const { at, ticks } = linearScale({ low: -Number.MAX_VALUE, high: Number.MAX_VALUE }, 0, 100);
  expect([at(0), ticks.length]).toEqual([50, 1]);
});
