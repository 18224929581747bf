import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type Amount, amountIn, isRelative } from "./amount.ts";
import { type Direction, directionOf } from "./direction.ts";
import { planWithTargets } from "./example.ts";
import { type Target, targetsOf } from "./read-targets.ts";

export const metTarget: Rule = {
  id: "target.met",
  title: "A target that today's system meets, or that points the wrong way",
  why: "It is met by doing nothing, so it says nothing of the work. Most often two cells or a sign were exchanged.",
  remedy: "Set what has to become better, or write `hold` beside a limit that only must not get worse.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planWithTargets("Fan-out p95 latency | 62 ms | ≤ 80 ms | T1", "Throughput | 900 tokens/s | 400 tokens/s | T1"),
  good: planWithTargets(
    "Fan-out p95 latency | 62 ms | ≤ 20 ms | T1",
    "Throughput | 400 tokens/s | 900 tokens/s | T1",
    "Memory a connection | 48 kB | hold 48 kB | T1",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const row of targetsOf(subject)) {
      const what = row.isWaived || row.target === null ? null : whatIsWrong(row);
      if (what !== null)
        yield {
          from: row.target?.from ?? row.from,
          to: row.target?.to ?? row.to,
          message: `${what} ${metTarget.remedy}`,
        };
    }
  },
};

/** Written beside a limit that today's system keeps. */
const HOLD =
  /\b(?:hold|keep|keeps|stay|stays|unchanged|same|no regressions?|no worse|not worse|remain|remains|not (?:rise|grow|fall|increase)|ceiling|guard)\b/i;

/** Whether a target is a limit that only must not get worse. */
export const isHeld = (target: string): boolean => HOLD.test(target);

function whatIsWrong({ metric, baseline, target }: Target): string | null {
  const after = target && amountIn(target.text, metric.text);
  const direction = directionOf(metric.text) ?? directionOf(after?.unit ?? "");
  if (target === null || after === null || direction === null) return null;
  if (after.bound === (direction === "lower" ? "at least" : "at most") && !isRelative(after, target.text))
    return `${quote(metric.text)} is better ${direction}, but ${quote(target.text)} bounds it from the other side.`;
  const before = baseline && amountIn(baseline.text, metric.text);
  if (before === null || before.kind !== after.kind || isHeld(target.text) || isRelative(after, target.text))
    return null;
  // Where there is nothing today, whatever comes is a cost, and the target a limit.
  return isBetter(after, before, direction) || (direction === "lower" && before.worth === 0)
    ? null
    : `Today's ${quote(baseline?.text ?? "")} meets ${quote(target.text)} already.`;
}

const isBetter = (after: Amount, before: Amount, direction: Direction): boolean =>
  direction === "lower" ? after.worth < before.worth : after.worth > before.worth;
