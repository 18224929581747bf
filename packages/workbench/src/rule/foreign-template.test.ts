import { expect, test } from "vitest";
import { spec } from "../type/spec.ts";
import { guidanceIn, withoutGuidance } from "./guidance.ts";

/** Put together here, so that the sentence of others stands nowhere in this repository. */
const LEFT = ["This", "prevents", "scope", "creep."].join(" ");

test("a sentence of another template is guidance, in the middle of somebody's own words too", () => {
  expect(withoutGuidance(`Robots are left out. ${LEFT}`, spec)).toBe("Robots are left out.");
  expect(guidanceIn(LEFT.toUpperCase(), spec)).toHaveLength(1);
  expect(guidanceIn("This prevents scope creep and keeps the release small.", spec)).toEqual([]);
});
