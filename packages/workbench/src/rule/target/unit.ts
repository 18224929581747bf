import { isMeasurable } from "../../prose/quantity.ts";
import type { Cell, Markdown } from "../../text/markdown.ts";
import { hasSource } from "../analysis/has-source.ts";
import { isPlaceholder, notApplicable } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { idsNamedIn } from "../../task/task-id.ts";
import { amountIn, isPhysical, isRelative } from "./amount.ts";
import { planWithTargets } from "./example.ts";
import { type Target, targetsOf } from "./read-targets.ts";

export const targetUnit: Rule = {
  id: "target.unit",
  title: "A target or baseline that is no number with a unit, or two that cannot be compared",
  why: "`Fast` is reached by everything. A number without a unit, or in another unit than its baseline, is reached by whoever chooses how to read it.",
  remedy: "Write a number with its unit, of one kind in both cells.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planWithTargets("Fan-out p95 latency | 62 ms | fast | T1", "Memory a connection | 48 kB | ≤ 40 ms | T1"),
  good: planWithTargets("Fan-out p95 latency | 62 ms | ≤ 20 ms | T1", "Memory a connection | 48 kB | 20 % less | T1"),
  *check(subject: Subject): Iterable<Problem> {
    for (const target of targetsOf(subject)) {
      if (target.isWaived) continue;
      const odd = [...oddCell(target, "baseline", subject.markdown), ...oddCell(target, "target", subject.markdown)];
      yield* odd.length > 0 ? odd : oddPair(target);
    }
  },
};

function* oddCell({ metric, ...target }: Target, field: "baseline" | "target", markdown: Markdown): Iterable<Problem> {
  const cell = target[field];
  if (cell === null || isPlaceholder(cell.text) || notApplicable(cell.text) !== null) return;
  // A baseline may also be where it was measured, or the task that will measure it.
  if (field === "baseline" && (hasSource(markdown, cell) || idsNamedIn(cell.text).some((id) => /^[A-Z]/.test(id))))
    return;
  const amount = amountIn(cell.text, metric.text);
  const { from, to, text } = cell;
  if (amount === null && !isMeasurable(text))
    yield { from, to, message: `${quote(text)} is no number. ${targetUnit.remedy}` };
  if (amount !== null && amount.unit === "" && NEEDS_UNIT.test(metric.text))
    yield { from, to, message: `${quote(text)} has no unit. ${targetUnit.remedy}` };
}

/** What is measured in seconds, bytes, or something per second. What is only counted needs no unit. */
const NEEDS_UNIT =
  /\b(?:latenc\w+|delay|lag|time|duration|ttft|ttfb|round[- ]trip|rtt|memory|rss|vram|heap|ram|footprint|size|bandwidth|throughput)\b|\bp\d\d\b/i;

function* oddPair({ metric, baseline, target }: Target): Iterable<Problem> {
  const [before, after] = [amountOf(baseline, metric), amountOf(target, metric)];
  if (before === null || after === null || target === null || before.kind === after.kind) return;
  const canCompare = before.unit === "" || after.unit === "" || (!isPhysical(before.unit) && !isPhysical(after.unit));
  if (canCompare || isRelative(after, target.text)) return;
  const what = `The target is in ${after.unit}, its baseline in ${before.unit}.`;
  yield { from: target.from, to: target.to, message: `${what} ${targetUnit.remedy}` };
}

const amountOf = (cell: Cell | null, metric: Cell): ReturnType<typeof amountIn> =>
  cell && amountIn(cell.text, metric.text);
