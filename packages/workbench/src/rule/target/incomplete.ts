import type { Cell } from "../../text/markdown.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { waiverIn } from "../task/waiver.ts";
import { planWithTargets } from "./example.ts";
import { type Target, targetsOf } from "./read-targets.ts";

export const incompleteTarget: Rule = {
  id: "target.incomplete",
  title: "A target without metric, baseline, number or verification",
  why: "Without the baseline nobody can tell what the work brought; without a task that measures it nobody will.",
  remedy: "Fill the row, or write `not applicable, because …` into it.",
  weight: "missing",
  appliesTo: "typed",
  bad: planWithTargets("Fan-out p95 | | ≤ 20 ms | T1", "Memory a connection | 48 kB | ≤ 40 kB | -"),
  good: planWithTargets(
    "Fan-out p95 | 62 ms | ≤ 20 ms | T1",
    "Memory a connection | 48 kB | ≤ 40 kB | T1",
    "Bandwidth | | not applicable, because the bytes stay the same | ",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const target of targetsOf(subject)) {
      if (target.isWaived) continue;
      const missing = FIELDS.filter(([field]) => isMissing(target[field]));
      const [[field, name] = []] = missing;
      if (field === undefined || name === undefined) continue;
      const { from, to } = spotOf(target, field);
      const what = `${isMissing(target.metric) ? "This target" : quote(target.metric.text)} has no ${missing.map(([, one]) => one).join(", no ")}.`;
      yield { from, to, message: `${what} ${incompleteTarget.remedy}` };
    }
  },
};

const FIELDS = [
  ["metric", "metric"],
  ["baseline", "baseline"],
  ["target", "target"],
  ["verify", "task or test that verifies it"],
] as const;

/** A column that is missing is missing for the whole table, which is another matter. */
const isMissing = (cell: Cell | null): boolean => cell !== null && waiverIn(cell.text) === "without a reason";

/** What stands there instead, else the metric, else the row. */
function spotOf(target: Target, field: (typeof FIELDS)[number][0]): Cell | Target {
  const cell = target[field];
  if (cell !== null && cell.text !== "") return cell;
  return target.metric.text === "" ? target : target.metric;
}
