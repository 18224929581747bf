// How far it is to a target: from what was measured last where the baseline is bound to evidence, else from what is stated.
import { quantitiesIn } from "../prose/quantity.ts";
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import type { Measured } from "../claim/measured.ts";
import { formatBytes, formatDuration, formatPlain } from "../number/format-number.ts";
import { type Amount, amountIn, isRelative } from "../rule/target/amount.ts";
import { type Direction, directionOf } from "../rule/target/direction.ts";
import { isHeld } from "../rule/target/met.ts";
import type { Target } from "../rule/target/read-targets.ts";

export interface Distance {
  readonly state: "reached" | "held" | "to go" | "unknown";
  /** As a cell says it. */
  readonly text: string;
}

interface Value {
  readonly kind: string;
  /** In the smallest unit of the kind. */
  readonly worth: number;
  /** The ends of its interval; itself where it has none. */
  readonly low: number;
  readonly high: number;
}

const unknown = (text: string): Distance => ({ state: "unknown", text });

export function distanceTo({ metric, baseline, target }: Target, measured: Measured | null): Distance {
  const after = target && amountIn(target.text, metric.text);
  const stated = baseline && amountIn(baseline.text, metric.text);
  if (target === null || after === null) return unknown("the target is no number");
  const relation = isRelative(after, target.text);
  const direction = directionTo(after, metric.text, target.text) ?? wayFrom(stated, after);
  if (direction === null) return unknown("which way is better is not told");
  const limit = relation
    ? relativeLimit(stated, after.value, target.text, direction)
    : { kind: after.kind, worth: after.worth };
  const now = measured === null ? stated && valueOf(stated) : valueOfMeasured(measured);
  if (limit === null || now === null) return unknown("nothing to compare with");
  if (now.kind !== limit.kind) return unknown("measured in another unit");
  const unit = relation ? (stated?.unit ?? "") : after.unit;
  return judge(now, limit.worth, { direction, unit, isHold: isHeld(target.text), isStated: measured === null });
}

interface Judging {
  readonly direction: Direction;
  readonly unit: string;
  readonly isHold: boolean;
  readonly isStated: boolean;
}

function judge(now: Value, limit: number, { direction, unit, isHold, isStated }: Judging): Distance {
  const isWithinLimit = (worth: number): boolean => (direction === "lower" ? worth <= limit : worth >= limit);
  const behind = isStated ? ", as stated" : "";
  if (!isWithinLimit(now.worth)) {
    const far = Math.abs(now.worth - limit);
    const share = now.worth === 0 || now.kind === "%" ? "" : ` (${formatPlain((far / Math.abs(now.worth)) * 100)} %)`;
    const way = direction === "lower" ? "less" : "more";
    const said = `${amountText(far, now.kind, unit)} ${way}${share}${behind}`;
    return { state: "to go", text: isHold ? `not held: ${said}` : said };
  }
  const worst = direction === "lower" ? now.high : now.low;
  if (!isWithinLimit(worst)) return { state: "to go", text: "within the limit, but its interval is not" };
  return isHold ? { state: "held", text: `held${behind}` } : { state: "reached", text: `reached${behind}` };
}

const LESS =
  /\b(?:less|lower|fewer|smaller|faster|shorter|reduction|reduced|decrease|cut|drop|below|under)\b|[-−]\s*\d/i;
const MORE = /\b(?:more|higher|larger|longer|increase|above)\b|\+\s*\d/i;

const STAYS = /(?:%|percent)\s*of\b/i;

function directionTo(after: Amount, metric: string, target: string): Direction | null {
  const named = directionOf(metric) ?? directionOf(after.unit);
  if (STAYS.test(target)) return named ?? (after.value < 100 ? "lower" : "higher");
  if (isRelative(after, target)) return named ?? (LESS.test(target) ? "lower" : MORE.test(target) ? "higher" : null);
  if (after.bound === "at most") return "lower";
  return after.bound === "at least" ? "higher" : named;
}

/** Where nothing else tells: better is where the target lies, seen from the baseline. */
function wayFrom(stated: Amount | null, after: Amount): Direction | null {
  if (stated === null || stated.kind !== after.kind || stated.worth === after.worth) return null;
  return stated.worth > after.worth ? "lower" : "higher";
}

/** "20 % less" is a share of the stated baseline that goes, "80 % of today" one that stays. */
function relativeLimit(
  stated: Amount | null,
  percent: number,
  target: string,
  direction: Direction,
): Pick<Value, "kind" | "worth"> | null {
  if (stated === null || stated.kind === "%") return null;
  const factor = STAYS.test(target) ? percent / 100 : direction === "lower" ? 1 - percent / 100 : 1 + percent / 100;
  return { kind: stated.kind, worth: stated.worth * factor };
}

const valueOf = ({ kind, worth }: Amount): Value => ({ kind, worth, low: worth, high: worth });

function valueOfMeasured({ number, interval, unit }: Measured): Value {
  const { kind, worth } = worthOf(canonicalUnit(unit));
  const { low, high } = interval ?? { low: number, high: number };
  return { kind, worth: number * worth, low: low * worth, high: high * worth };
}

/** `42 ms`, `1.2 GB/s`, `500 tokens/s`. `worth` is in the smallest unit of the kind. */
export function amountText(worth: number, kind: string, unit: string): string {
  const [thing = "", ...each] = kind.split("/");
  const per = each.map((one) => `/${one}`).join("");
  if (thing === "byte") return formatBytes(worth) + per;
  if (thing === "ms" && per === "") return formatDuration(worth);
  if (kind === "%") return `${formatPlain(worth)} percentage points`;
  const value = worth / worthOf(unit).worth;
  return kind === "" ? formatPlain(value) : `${formatPlain(value)} ${value === 1 ? unit : plural(unit)}`;
}

function plural(unit: string): string {
  const [thing = "", ...each] = unit.split("/");
  const many = thing.endsWith("y") ? `${thing.slice(0, -1)}ies` : `${thing}s`;
  return [many, ...each].join("/");
}

/** Bytes or messages a second that a target allows; null for a target of another kind. */
export function rateLimit({
  metric,
  target,
}: Target): { readonly kind: "byte/s" | "message/s"; readonly worth: number } | null {
  const after = target === null || quantitiesIn(target.text).length === 0 ? null : amountIn(target.text, metric.text);
  if (after === null || isRelative(after, target?.text ?? "")) return null;
  return after.kind === "byte/s" || after.kind === "message/s" ? { kind: after.kind, worth: after.worth } : null;
}
