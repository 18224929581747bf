// Estimates as people write them: `2 h`, `1.5 d`, `30 min`, `1 d 4 h`. A bare number counts days, as in the tables of most plans.

type DurationUnit = "minute" | "hour" | "day" | "week" | "month";

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
  /** The same in hours of work: 8 a day, 5 days a week, 20 a month. */
  readonly hours: number;
}

/** Whole numbers, so that a third of an hour is the same however it is written. */
const MINUTES: Readonly<Record<DurationUnit, number>> = { minute: 1, hour: 60, day: 480, week: 2_400, month: 9_600 };

const UNITS: ReadonlyMap<string, DurationUnit> = new Map([
  ...["m", "min", "mins", "minute", "minutes"].map((name) => [name, "minute"] as const),
  ...["h", "hr", "hrs", "hour", "hours"].map((name) => [name, "hour"] as const),
  ...["", "d", "day", "days", "workday", "workdays"].map((name) => [name, "day"] as const),
  ...["w", "wk", "wks", "week", "weeks"].map((name) => [name, "week"] as const),
  ...["mo", "month", "months"].map((name) => [name, "month"] as const),
]);

const PART = /(\d+(?:[.,]\d+)?|½)\s*([a-z]*)\.?/gi;

/** Null when the text is no duration. */
export function readDuration(text: string): Duration | null {
  const said = text.trim().replace(/^(?:~|≈|about|approx\.?|ca\.?|circa)\s*/i, "");
  const parts = [...said.matchAll(PART)].map(([, number = "", name = ""]) => ({
    amount: number === "½" ? 0.5 : Number(number.replace(",", ".")),
    unit: UNITS.get(name.toLowerCase()),
  }));
  const units = parts.flatMap(({ unit }) => unit ?? []);
  const hasOnlyParts = said.replaceAll(PART, "").replaceAll(/\band\b|[\s,+]/g, "") === "";
  // `1 2` and `1 d 2 d` add up to nothing that anybody meant.
  const [unit] = units;
  if (unit === undefined || !hasOnlyParts || new Set(units).size < parts.length) return null;
  const minutes = parts.reduce((sum, part) => sum + part.amount * MINUTES[part.unit ?? "day"], 0);
  return { amount: minutes / MINUTES[unit], unit, hours: minutes / 60 };
}

/** `1.5 d`, `10 h`, `20 min`: read again it is the same time, to the last bit. Of hours of work. */
export function writeDuration(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (hours >= 8 && Number.isInteger(hours / 4)) return `${hours / 8} d`;
  const isPlain = hours === 0 || (hours >= 1 && Number.isInteger(hours * 4));
  return isPlain || minutes / 60 !== hours ? `${hours} h` : `${minutes} min`;
}
