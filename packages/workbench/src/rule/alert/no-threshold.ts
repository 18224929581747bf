import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { subjectWords } from "../../prose/subject-words.ts";
import { type Point, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const alertWithoutThreshold: Rule = {
  id: "alert.no-threshold",
  title: "An alert without a metric or a threshold",
  why: "“Alert when it is slow” wakes somebody every night or nobody ever; which of the two is found out in production.",
  remedy: "Name the metric, the value at which it alerts, and for how long (`p95 of resume > 500 ms for 5 min`).",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Alerting:** somebody is paged when the outbox is slow\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Alerting:** the person on call is paged when `outbox_age_seconds` is above 60 s for 5 min\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const alert of pointsOf(subject, "alerts")) {
      const lack = lackOf(alert);
      if (lack !== null)
        yield {
          from: alert.from,
          to: alert.to,
          message: `The alert ${quote(alert.text)} has no ${lack}. ${alertWithoutThreshold.remedy}`,
        };
    }
  },
};

/** Nobody is called: that is an answer, when it comes with a reason. */
const NO_ALERT =
  /^\W*(?:no|none|not|never|nothing|without|n\/a|uses? the existing|unchanged|existing|as before|out of scope)\b/i;

/** What sets an alert off without a number: something happens, or happens at all. */
const EVENT =
  /\b(?:any|each|every|first|no|not|never|zero|missing|fails?|failed|failures?|failing|down|unreachable|crash\w*|stops?|stopped|exits?|restarts?|expires?|expired|refused|rejected|broken|corrupt\w*|lost|differs?|mismatch|disconnected|unavailable|becomes?|changes?|detected|exceeds?|budget|burn rate|anomal\w+)\b/i;
/** Said of a number, so that only a number will do. */
const DEGREE =
  /\b(?:high|low|slow|slower|fast|large|big|small|long|many|too|much|often|abnormal|unusual|elevated|spikes?|spiking|degrad\w+|bad|poor|worse|problems?|issues?|unhealthy|overload\w*|growing|grows?|significant\w*|increase[sd]?|rises?|rising|drops?|critical|thresholds?|errors? rates?|backlog)\b/i;

const ALERTING =
  /\b(?:alert\w*|pag(?:e|es|ed|ing|er\w*)|notif\w+|warn\w*|trigger\w*|fires?|person|people|somebody|someone|team|on[- ]?call|slack|e-?mail\w*|opsgenie|monitor\w*|call(?:ed|s)?|wake\w*|woken|told|minutes?|seconds?|hours?)\b/gi;

function lackOf({ text }: Point): "metric" | "threshold" | "metric and no threshold" | null {
  if (NO_ALERT.test(text)) return null;
  const counts = quantitiesIn(withoutIds(text)).length > 0;
  const hasThreshold = counts || (EVENT.test(text) && !DEGREE.test(text));
  const hasMetric = subjectWords(withoutFigures(text).replaceAll(ALERTING, " ")).size > 0;
  if (!hasMetric) return hasThreshold ? "metric" : "metric and no threshold";
  return hasThreshold ? null : "threshold";
}

const withoutFigures = (text: string): string =>
  quantitiesIn(text).reduceRight(
    (rest, { index, length }) => `${rest.slice(0, index)} ${rest.slice(index + length)}`,
    text,
  );
