import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { subjectWords } from "../../prose/subject-words.ts";
import { isPhysical } from "../../prose/unit.ts";
import { pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { seriesIn, type Trigger, triggersOf } from "./triggers.ts";

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
      if (NO_ALERT.test(alert.text)) continue;
      const triggers = triggersOf(subject, alert);
      for (const trigger of triggers) {
        const lack = lackOf(trigger);
        if (lack === null) continue;
        const { from, to, text } = triggers.length === 1 ? alert : { ...trigger, text: trigger.clause };
        yield { from, to, message: `The alert ${quote(text)} has no ${lack}. ${alertWithoutThreshold.remedy}` };
      }
    }
  },
};

/** Nobody is called: that is an answer, when it comes with a reason. */
const NO_ALERT =
  /^\W*(?:no|none|not|never|nothing|without|n\/a|uses? the existing|unchanged|existing|as before|out of scope)\b/i;

/** What sets an alert off without a number: something happens, or happens at all. */
const EVENT =
  /\b(?:any|each|every|first|no|not|never|zero|missing|fails?|failed|failures?|failing|down|unreachable|crash\w*|stops?|stopped|exits?|restarts?|expires?|expired|refused|rejected|broken|corrupt\w*|lost|differs?|mismatch|disconnected|unavailable|becomes?|changes?|detected|exceeds?|budget|burn rate|anomal\w+)\b/i;
/** Beside the name of a metric, which has "missing" in it itself, only this says that the first one counts. */
const ANY =
  /\b(?:any|each|every|first|no|not|never|zero|fails?|unreachable|crash\w*|stops?|restarts?|expires?|becomes?|changes?|differs?|mismatch|exceeds?|budget|burn rate|anomal\w+)\b/i;
/** Said of a number, so that only a number will do. */
const DEGREE =
  /\b(?:high|low|slow|slower|fast|large|big|small|long|many|too|much|often|abnormal|unusual|elevated|spikes?|spiking|degrad\w+|bad|poor|worse|problems?|issues?|unhealthy|overload\w*|growing|grows?|significant\w*|increase[sd]?|rises?|rising|drops?|critical|thresholds?|errors? rates?|backlog)\b/i;

const ALERTING =
  /\b(?:alert\w*|pag(?:e|es|ed|ing|er\w*)|notif\w+|warn\w*|trigger\w*|fires?|person|people|somebody|someone|team|on[- ]?call|slack|e-?mail\w*|opsgenie|monitor\w*|call(?:ed|s)?|wake\w*|woken|told|minutes?|seconds?|hours?)\b/gi;

/** Names nothing that is watched. */
const VAGUE =
  /\b(?:things?|something|anything|it|they|looks?|seems?|feels?|goes|wrong|bad|odd|strange|weird|broken|off|more|than|trouble)\b/gi;

function lackOf({ clause, cause }: Trigger): "metric" | "threshold" | "metric and no threshold" | null {
  const series = seriesIn(cause);
  const said = cause.replaceAll(/`[^`]*`/g, " ");
  const counts = quantitiesIn(withoutIds(clause)).length > 0;
  const happens = (series.length > 0 ? ANY : EVENT).test(said) && !DEGREE.test(said);
  const hasMetric =
    series.length > 0 || subjectWords(withoutFigures(cause).replaceAll(ALERTING, " ").replaceAll(VAGUE, " ")).size > 0;
  if (!hasMetric) return counts || happens ? "metric" : "metric and no threshold";
  return counts || happens ? null : "threshold";
}

const withoutFigures = (text: string): string =>
  quantitiesIn(text).reduceRight(
    // What is counted is the metric: "more than 5 failed logins".
    (rest, { index, length, unit }) =>
      `${rest.slice(0, index)} ${isPhysical(unit) ? "" : unit} ${rest.slice(index + length)}`,
    text,
  );
