// Three numbers from as many as somebody wrote.
import type { ThreePoint } from "../schedule/plan.ts";
import { isPlaceholder } from "../rule/placeholder.ts";
import type { Estimate, WrittenTask } from "./task.ts";

/** Longer than anybody plans: five centuries of work. Sums of thousands of them are still exact. */
export const MAX_HOURS = 1_000_000;

/** What is odd about an estimate; those up to "one-sided" leave one that can be used. */
type EstimateOddity = "one-number" | "one-sided" | "missing" | "unreadable" | "reversed" | "too-long";

interface ReadThreePoint {
  readonly estimate: ThreePoint | null;
  readonly oddity: EstimateOddity | null;
}

const none = (oddity: EstimateOddity): ReadThreePoint => ({ estimate: null, oddity });

/** `Min` and `Max` alone have their mean between them; one number alone is all three. */
export function threePointOf(written: Pick<WrittenTask, "min" | "likely" | "max">): ReadThreePoint {
  const fields = [written.min, written.likely, written.max].map(hoursOf);
  if (fields.includes("unreadable")) return none("unreadable");
  const [min, likely, max] = fields.map((one) => (typeof one === "number" ? one : null));
  const said = [min, likely, max].filter((one) => typeof one === "number");
  const [first] = said;
  if (first === undefined) return none("missing");
  if (said.some((one) => one > MAX_HOURS)) return none("too-long");
  if (said.some((one, i) => one > (said[i + 1] ?? one))) return none("reversed");
  if (said.length === 1) return { estimate: { min: first, likely: first, max: first }, oddity: "one-number" };
  const middle = likely ?? ((min ?? first) + (max ?? first)) / 2;
  const oddity = typeof min === "number" && typeof max === "number" ? null : "one-sided";
  return { estimate: { min: min ?? middle, likely: middle, max: max ?? middle }, oddity };
}

/** Null where nothing is written. */
function hoursOf(field: Estimate | null): number | null | "unreadable" {
  if (field === null || isPlaceholder(field.text)) return null;
  return field.duration?.hours ?? "unreadable";
}
