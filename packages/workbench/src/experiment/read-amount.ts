// `5 %`, `2 ms`, `60 s`: a number and its unit, as an experiment has them.
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import type { Threshold } from "./experiment.ts";

interface Amount {
  readonly value: number;
  readonly unit: string;
}

function readAmount(text: string): Amount | null {
  const [, value, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([^\d\s].*?)?\s*$/.exec(text) ?? [];
  return value === undefined ? null : { value: Number(value), unit };
}

/** What a unit measures: `ms`, `byte` and `%` are times, sizes and shares; anything else is only itself. */
export const kindOf = (unit: string): string => worthOf(canonicalUnit(unit)).kind;

/** How many of the unit `to` a value is; null when they measure different things. */
export function convert(value: number, from: string, to: string): number | null {
  const [own, other] = [worthOf(canonicalUnit(from)), worthOf(canonicalUnit(to))];
  if (own.kind !== other.kind) return null;
  return own.worth === other.worth ? value : (value * own.worth) / other.worth;
}

/** Milliseconds; 0 for what is no duration, which the schema has refused. */
export function readDuration(text: string): number {
  const amount = readAmount(text);
  return amount === null ? 0 : (convert(amount.value, amount.unit, "ms") ?? 0);
}

type ReadThreshold =
  | { readonly ok: true; readonly threshold: Threshold }
  | { readonly ok: false; readonly message: string };

/** What a threshold means for a metric, which may be of another unit of the same kind. */
export function readThreshold(
  written: string | number,
  { unit, kind }: { readonly unit: string; readonly kind: "number" | "passes" },
): ReadThreshold {
  const amount = readAmount(String(written));
  if (amount?.value === 0)
    return { ok: false, message: "expected more than 0: it is the smallest change that would make somebody act" };
  const threshold =
    amount === null ? null : kind === "passes" ? passesThreshold(amount) : numberThreshold(amount, unit);
  if (threshold !== null) return { ok: true, threshold };
  const choice =
    kind === "passes" ? "a share of the prompts, such as 5 %" : `a share such as 5 %, or ${difference(unit)}`;
  return { ok: false, message: `expected ${choice}, found ${JSON.stringify(written)}` };
}

const POINTS = /^(?:pp|(?:percentage )?points?)$/i;

function numberThreshold({ value, unit: own }: Amount, unit: string): Threshold | null {
  if (kindOf(own) === "%") return { kind: "share", share: (convert(value, own, "%") ?? 0) / 100 };
  const converted = POINTS.test(own) && kindOf(unit) === "%" ? value : convert(value, own, unit);
  return converted === null ? null : { kind: "value", value: converted };
}

/** Shares of prompts are compared by their difference, for there may be none that passed. */
const passesThreshold = ({ value, unit }: Amount): Threshold | null =>
  unit === "%" || POINTS.test(unit) ? { kind: "value", value: value / 100 } : null;

function difference(unit: string): string {
  if (unit === "") return "a bare number";
  return kindOf(unit) === "%" ? "a difference such as 5 points" : `a difference such as 2 ${unit}`;
}
