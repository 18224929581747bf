// A number in a unit that the measured one is not in.
import { canonicalUnit } from "../prose/unit.ts";
import { claimKeyText } from "./claim-key.ts";
import { measuredText } from "./claim-text.ts";
import { type Measured, shortKey } from "./measured.ts";
import type { Stated } from "./stated.ts";

export function unitMessage(measured: Measured, { kind, unit }: Stated, words: string): string {
  const says = `The evidence says ${measuredText(measured)}`;
  if (kind === "amount" && unit === "") return `"${words}" has no unit. ${says}.`;
  if (kind === "share" && measured.unit === "percentage points")
    return `A change of something that is in % is in percentage points. ${says}.`;
  if (kind === "points") return `"${words}" is a difference of two shares, and this is a change in %. ${says}.`;
  if (measured.scale === "share" && kind === "amount") {
    const value = claimKeyText({ ...shortKey(measured), what: "value" });
    return `"${words}" is an amount, and this key is a change in %. ${says}; the value itself is [${value}].`;
  }
  return `"${words}" is in another unit. ${says}.`;
}

/** Right in the unit of the metric and wrong in the one that is written: 102 s for 102 ms. */
export const isScaleSlip = ({ number, metric, scale }: Measured, { kind, unit, high }: Stated): boolean =>
  kind === "amount" &&
  scale !== "share" &&
  unit !== canonicalUnit(metric.unit) &&
  Math.abs(high.value - Math.abs(number)) <= high.step / 2;
