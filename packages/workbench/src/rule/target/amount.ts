// What a cell of a target table measures: `≤ 200 ms p95` is 200 ms at most. A bare number has the unit of its metric: `Latency (ms)`.
import { type Quantity, quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { canonicalUnit, worthOf } from "../../prose/unit.ts";

export interface Amount extends Quantity {
  /** What is measured: all times have one kind, all sizes have one. */
  readonly kind: string;
  /** The value in the smallest unit of the kind. */
  readonly worth: number;
}

/** Times, sizes, shares, and whatever comes per something. Other units are the things that are counted. */
export const isPhysical = (unit: string): boolean =>
  unit.includes("/") || ["ms", "byte", "%"].includes(worthOf(unit).kind);

/** The first number with a unit that physics knows, else the first with any, else the first. */
export function amountIn(text: string, metric: string): Amount | null {
  const quantities = quantitiesIn(withoutIds(text));
  const best =
    quantities.find(({ unit }) => isPhysical(unit)) ?? quantities.find(({ unit }) => unit !== "") ?? quantities[0];
  if (best === undefined) return null;
  const unit = best.unit === "" ? unitOfMetric(metric) : best.unit;
  const { kind, worth } = worthOf(unit);
  return { ...best, unit, kind, worth: best.value * worth };
}

function unitOfMetric(metric: string): string {
  const [rate] = /\p{L}+(?:\/|\s+per\s+)\p{L}+/u.exec(metric) ?? [];
  const words = [...(rate === undefined ? [] : [rate]), ...(metric.match(/[\p{L}%µ]+/gu) ?? [])];
  return words.map(canonicalUnit).find(isPhysical) ?? "";
}

/** "20 % less than today" is a share of the baseline, whatever the unit of that is. */
export const isRelative = ({ kind }: Amount, text: string): boolean =>
  kind === "%" &&
  /[-−+]\s*\d|\b(?:less|lower|fewer|smaller|faster|shorter|more|higher|larger|better|reduction|reduced|improvement|improved|increase|decrease|cut|drop|below|above|under|of)\b/i.test(
    text,
  );
