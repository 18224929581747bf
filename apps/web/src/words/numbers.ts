// Numbers for people: a unit after a narrow space, thin grouping, no more digits than they are worth.

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

export const countText = (count: number): string => GROUPED.format(count);

/** "1 message", "2 messages". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** 0.4 ms · 38 ms · 2.36 s · 13.9 s · 4 min 10 s */
export function durationText(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** Tokens a second over the time between the first and the last of them; `undefined` when that says nothing. */
export function rateText(count: number, firstAt: number | undefined, lastAt: number | undefined): string | undefined {
  if (firstAt === undefined || lastAt === undefined || count < 2) return undefined;
  return speedText(count - 1, lastAt - firstAt);
}

/** 27.1 tok/s · 1,370 tok/s; `undefined` when the time is too short to say. */
export function speedText(tokens: number, ms: number): string | undefined {
  if (ms < 100) return undefined;
  const perSecond = (tokens * 1_000) / ms;
  return `${perSecond < 1_000 ? perSecond.toFixed(1) : GROUPED.format(perSecond)} tok/s`;
}

/** 912 B · 2.1 kB · 4.4 MB · 5.4 GB */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

export const percentText = (done: number, total: number): string =>
  `${total === 0 ? 0 : Math.floor((100 * done) / total)} %`;

/** "first", … "tenth", "11th". */
export const ordinal = (place: number): string => ORDINALS[place - 1] ?? `${place}th`;
