import { expect, test } from "vitest";
import { dateAfter, isDate, lastDateOf, plusDays } from "./calendar.ts";

test("work goes on from Monday to Friday, eight hours a day", () => {
  // A Friday.
  const start = "2026-11-27";
  const days = [0, 4, 8, 12, 16, 40, 47.9, 80].map((hours) => dateAfter(start, hours));
  expect(days).toEqual([
    "2026-11-27",
    "2026-11-27",
    "2026-11-30",
    "2026-11-30",
    "2026-12-01",
    "2026-12-04",
    "2026-12-04",
    "2026-12-11",
  ]);
  expect([0, 4, 8, 8.5, 16, 40].map((hours) => lastDateOf(start, hours))).toEqual([
    "2026-11-27",
    "2026-11-27",
    "2026-11-27",
    "2026-11-30",
    "2026-11-30",
    "2026-12-03",
  ]);
});

test("a plan that begins on a weekend begins on Monday", () => {
  for (const start of ["2026-11-28", "2026-11-29", "2026-11-30"]) {
    expect(dateAfter(start, 0)).toBe("2026-11-30");
    expect(dateAfter(start, 40)).toBe("2026-12-07");
    expect(lastDateOf(start, 40)).toBe("2026-12-04");
  }
});

test("sums of thirds of an hour end a day as whole hours do", () => {
  const third = 1 / 3;
  const hours = Array.from({ length: 24 }, () => third).reduce((sum, one) => sum + one, 0);
  for (const sum of [hours, 8 + 1e-9])
    expect([dateAfter("2026-11-30", sum), lastDateOf("2026-11-30", sum)]).toEqual(["2026-12-01", "2026-11-30"]);
});

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const twoDigits = (value: number): string => String(value).padStart(2, "0");

test("months are as long as they are, for four centuries, and a day more begins the next one", () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const months = Array.from({ length: 401 * 12 }, (_, i) => {
    const [year, month] = [1900 + Math.floor(i / 12), i % 12];
    const days = month === 1 && isLeap(year) ? 29 : (lengths[month] ?? 0);
    return { first: `${year}-${twoDigits(month + 1)}-01`, last: `${year}-${twoDigits(month + 1)}-${days}`, days };
  });
  const odd = months.filter(
    ({ first, last, days }, i) =>
      plusDays(first, days - 1) !== last ||
      plusDays(last, 1) !== (months[i + 1]?.first ?? "2301-01-01") ||
      !isDate(last) ||
      isDate(`${first.slice(0, 8)}${days + 1}`),
  );
  expect(odd).toEqual([]);
});

test("what is no day is none", () => {
  for (const text of [
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "soon",
    "2026-11-31",
    "0000-01-01",
    "2026-11-30T00:00",
  ])
    expect(isDate(text)).toBe(false);
});
