// From hours of work to days of the calendar: a week has five days of eight hours, from Monday to Friday. Dates are `2026-11-30`, and are counted
// rather than asked of the machine, whose zone would move them.

const HOURS_A_DAY = 8;
/** So many are a blur of rounding, not the beginning of another day: a third of a second. */
const BLUR = 1e-4;

/** Whether a text is a day of the calendar, from year 1 to 9999. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith("0000") && dateOf(dayOf(text)) === text;
}

/**
 * The working day on which work goes on after so many hours: at the end of a day that is the next one. A beginning on a weekend is one on
 * Monday. `start` is a date (`isDate`), `hours` at least 0.
 */
export const dateAfter = (start: string, hours: number): string =>
  dateOf(workingDayAfter(dayOf(start), Math.floor((hours + BLUR) / HOURS_A_DAY)));

/** The working day on which the last of so many hours is worked; the first day where there are none. */
export const lastDateOf = (start: string, hours: number): string =>
  dateOf(workingDayAfter(dayOf(start), Math.max(0, Math.ceil((hours - BLUR) / HOURS_A_DAY) - 1)));

/** Days of the calendar later, weekends included. */
export const plusDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** 0 is Monday. Day 0 is 1970-01-01, a Thursday. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

function workingDayAfter(day: number, count: number): number {
  const first = weekday(day) < 5 ? day : day + 7 - weekday(day);
  const inWeek = weekday(first) + (count % 5);
  return first + Math.floor(count / 5) * 7 + (count % 5) + (inWeek >= 5 ? 2 : 0);
}

/** Years begin in March here, so that the day of a leap year comes last (Hinnant 2013). */
function dayOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    shifted * 365 +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear -
    719_468
  );
}

function dateOf(day: number): string {
  const days = day + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const dayOfMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return [String(year).padStart(4, "0"), twoDigits(month), twoDigits(dayOfMonth)].join("-");
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
