import type { Cell } from "../../text/markdown.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isVerifiable } from "../task/is-verifiable.ts";
import { waiverIn } from "../task/waiver.ts";
import { planWithRollout } from "./example.ts";
import { rolloutOf, spotOf } from "./read-rollout.ts";

export const incompleteRollout: Rule = {
  id: "rollout.incomplete",
  title: "A step of the rollout that does not say what is deployed, how it is verified, or what is watched",
  why: "Whoever rolls it out fills the gap alone, at night, with users on it.",
  remedy: "Name what is deployed, the command or probe that verifies it, and the metric that is watched.",
  weight: "missing",
  appliesTo: "typed",
  bad: planWithRollout(
    "Canary | 1 host, flag `segments` on | looks good | commits/s | commits/s < 400 for 5 min | flag off",
    "All | all hosts | `nomous probe storage` | | p95 > 20 ms for 10 min | flag off",
  ),
  good: planWithRollout(
    "Canary | 1 host, flag `segments` on | `nomous probe storage` | commits/s | commits/s < 400 for 5 min | flag off",
    "All | all hosts | `nomous probe storage` | p95 of a commit | p95 > 20 ms for 10 min | flag off",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const step of rolloutOf(subject)) {
      const { name, deploy, verify, watch } = step;
      const cells = [
        [deploy, "what it deploys"] as const,
        [verify, "how it is verified"] as const,
        [watch, "what is watched"] as const,
      ];
      const missing = cells.filter(([cell]) => isMissing(cell));
      const [cell] = missing[0] ?? [];
      const what = `${quote(name.text)} does not say ${missing.map(([, one]) => one).join(" or ")}.`;
      if (cell) yield { ...spotOf(step, cell), message: `${what} ${incompleteRollout.remedy}` };
      const empty = [
        ...(isWritten(verify) && !isVerifiable(subject.markdown, verify) ? [verify] : []),
        ...(isWritten(watch) && NO_METRIC.test(watch.text) ? [watch] : []),
      ];
      for (const { from, to, text } of empty)
        yield { from, to, message: `${quote(text)} shows nothing. ${incompleteRollout.remedy}` };
    }
  },
};

/** Where everything is looked at, nothing is. */
const NO_METRIC =
  /^(?:the )?(?:logs?|metrics?|dashboards?|everything|system|all|it|monitoring|performance|health|graphs?|closely|as usual)[.!]?$/i;

const isMissing = (cell: Cell | null): boolean => cell !== null && waiverIn(cell.text) === "without a reason";

const isWritten = (cell: Cell | null): cell is Cell => cell !== null && waiverIn(cell.text) === null;
