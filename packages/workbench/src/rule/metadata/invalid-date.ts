import { isPlaceholder } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { readDate } from "./calendar-date.ts";
import { type DateField, dateFieldsOf } from "./date-fields.ts";

export const invalidDate: Rule = {
  id: "metadata.invalid-date",
  title: "A date that is no day, or not yet",
  why: "Lists cannot be sorted by it, and 04/05 is April here and May there.",
  remedy: "Write year, month and day, such as 2026-11-28.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\ndate: 2026-02-30\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: research\ndate: 2026-02-28\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ markdown, typed, surroundings: { today } }: Subject): Iterable<Problem> {
    if (typed === null) return;
    for (const date of dateFieldsOf(typed, markdown)) {
      const problem = isPlaceholder(date.text) ? null : problemOf(date, today);
      if (problem !== null) yield { ...date.span, ...problem };
    }
  },
};

/** Something may well be due on a day in the future. */
const OF_THE_PAST = /^(?:date|created|updated|modified|reviewed|approved)\b/i;

function problemOf(
  { field, text, span }: DateField,
  today: string | undefined,
): Pick<Problem, "message" | "fix"> | null {
  const date = readDate(text);
  if (date.status === "impossible") return { message: `There is no ${quote(text)}. Correct the day or the month.` };
  if (date.status === "unclear")
    return isOfTwoFields(text) ? null : { message: `${quote(text)} is no date. ${invalidDate.remedy}` };
  const { iso, isIso } = date;
  if (!isIso) {
    const fix = { title: `Write ${iso}`, edits: [{ ...span, insert: iso }] };
    const hasTime = text.includes(":");
    return { message: `${quote(text)} is not read everywhere. Write ${iso}.`, ...(!hasTime && { fix }) };
  }
  const isEarly = today !== undefined && OF_THE_PAST.test(field.key) && daysBetween(today, iso) > 1;
  return isEarly ? { message: `${iso} is in the future: today is ${today}. Correct it.` } : null;
}

const isOfTwoFields = (text: string): boolean => text.split("/").every((one) => readDate(one.trim()).status === "day");

/** Where the author lives it may be tomorrow already. */
const daysBetween = (from: string, to: string): number => (dayNumber(to) - dayNumber(from)) / DAY_MS;

const DAY_MS = 86_400_000;

function dayNumber(iso: string): number {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  return Date.UTC(year, month - 1, day);
}
