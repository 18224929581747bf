import { quantitiesIn } from "../../prose/quantity.ts";

const HOURS: Readonly<Record<string, number>> = { min: 1 / 60, h: 1, day: 8, workday: 8, week: 40, month: 160 };

interface WorkingTime {
  /** Where it stands in the text. */
  readonly index: number;
  readonly length: number;
  /** Of work: 8 a day, 5 days a week, 20 a month. */
  readonly hours: number;
}

/** The times of a text that work can be measured in. */
export function workingTimesIn(text: string): WorkingTime[] {
  const plain = text.replaceAll(/\b(?:working|business|calendar|person|man)[ -](?=days?\b|weeks?\b)/gi, (word) =>
    " ".repeat(word.length),
  );
  return quantitiesIn(plain).flatMap(({ index, length, value, unit }) => {
    const worth = HOURS[unit];
    return worth === undefined ? [] : [{ index, length, hours: value * worth }];
  });
}

export const inDays = (hours: number): string =>
  hours < 8 ? `${Math.round(hours * 10) / 10} h` : `${Math.round(hours / 0.8) / 10} d`;
