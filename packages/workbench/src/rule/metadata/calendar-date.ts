// Dates as documents write them. Only what is one day for sure is a day: 11/12/2026 is two.

export type ReadDate =
  | { readonly status: "day"; readonly iso: string; readonly isIso: boolean }
  /** Like 2026-02-30. */
  | { readonly status: "impossible" }
  | { readonly status: "unclear" };

const TIME = String.raw`(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{2,5})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`);
const YEAR_LAST = /^(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})$/;
const DAY_AND_NAME = /^(?:\w+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i;
const NAME_AND_DAY = /^(?:\w+day,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;

type Day = readonly [year: number, month: number, day: number];

export function readDate(text: string): ReadDate {
  const day = dayOf(text);
  if (day === null) return { status: "unclear" };
  if (!exists(day)) return { status: "impossible" };
  const iso = day.map((part) => String(part).padStart(2, "0")).join("-");
  return { status: "day", iso, isIso: text.startsWith(iso) };
}

function dayOf(text: string): Day | null {
  const [, ...yearFirst] = YEAR_FIRST.exec(text) ?? [];
  if (yearFirst.length > 0) return toDay(yearFirst);
  const [, day, name, year] = DAY_AND_NAME.exec(text) ?? [];
  if (name !== undefined) return toDay([year, monthOf(name), day]);
  const [, other, otherDay, otherYear] = NAME_AND_DAY.exec(text) ?? [];
  if (other !== undefined) return toDay([otherYear, monthOf(other), otherDay]);
  const [, a, b, last] = YEAR_LAST.exec(text) ?? [];
  if (last === undefined) return null;
  if (Number(a) > 12 || a === b) return toDay([last, b, a]);
  return Number(b) > 12 ? toDay([last, a, b]) : null;
}

const toDay = ([year, month, day]: readonly (string | number | undefined)[]): Day => [
  Number(year),
  Number(month),
  Number(day),
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** 0 for what is no month. */
const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function exists([year, month, day]: Day): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}
