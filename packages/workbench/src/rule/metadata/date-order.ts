import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { readDate } from "./calendar-date.ts";
import { dateFieldsOf } from "./date-fields.ts";

export const dateOrder: Rule = {
  id: "metadata.date-order",
  title: "A document that was updated before it was created",
  why: "One of the two dates is wrong, and readers judge by it whether they can still rely on the text.",
  remedy: "Correct the one that is wrong.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\ndate: 2026-11-28\nupdated: 2026-10-02\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: research\ndate: 2026-10-02\nupdated: 2026-11-28\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const dates = dateFieldsOf(typed, markdown).map((date) => ({ ...date, day: readDate(date.text) }));
    const created = dates.find(({ field }) => field.key === "created" || field.key === "date");
    const updated = dates.find(({ field }) => field.key === "updated");
    if (created?.day.status !== "day" || updated?.day.status !== "day" || updated.day.iso >= created.day.iso) return;
    const message = `Updated on ${updated.day.iso}, before it was created on ${created.day.iso}. ${dateOrder.remedy}`;
    yield { ...updated.span, message };
  },
};
