import { partsOf, type Subject } from "../subject.ts";
import { pointsOf } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import { quote } from "../quote.ts";
import { seriesIn, triggersOf } from "./triggers.ts";

export const unknownMetric: Rule = {
  id: "alert.unknown-metric",
  title: "An alert on a metric that nobody observes",
  why: "An alert on a series that is never written stays silent for ever, and silence looks like health.",
  remedy: "Give the metric the name that it has among the observed ones, or add it there.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Metrics:** `outbox_age_seconds` and `outbox_items`\n- **Alerting:** `outbox_delay_seconds` above 60 for 5 min pages the person on call\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Metrics:** `outbox_age_seconds` and `outbox_items`\n- **Alerting:** `outbox_age_seconds` above 60 for 5 min pages the person on call\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { text } = subject.markdown;
    const known = new Set(
      partsOf(subject, "observed-metrics").flatMap(({ content }) =>
        seriesIn(text.slice(content.from, content.to)).map(bareName),
      ),
    );
    // One name may be an example; several are a list.
    if (known.size < MIN_LISTED) return;
    for (const { from, cause } of pointsOf(subject, "alerts").flatMap((alert) => triggersOf(subject, alert)))
      for (const name of seriesIn(cause)) {
        if (known.has(bareName(name))) continue;
        // Once is enough.
        known.add(bareName(name));
        const start = text.indexOf(name, from);
        yield {
          from: start,
          to: start + name.length,
          message: `${quote(name)} is not among the observed metrics. Add it there, or give it the name that it has there.`,
        };
      }
  },
};

const MIN_LISTED = 2;
/** What collectors add to the name of a series. */
const ADDED = /_(?:bucket|sum|count|total)$/;

const bareName = (name: string): string => name.replace(ADDED, "");
