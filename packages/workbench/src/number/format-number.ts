// How numbers are written everywhere: − for minus, groups of three, a blank before the unit, and no digit that the measurement does not
// carry.

const MINUS = "\u2212";
/** Of a number that stands alone, and of an interval's width: more would be read as knowledge. */
const DIGITS_ALONE = 3;
const DIGITS_OF_WIDTH = 2;
const MOST_DECIMALS = 9;
/** Of the number: a smaller width is what binary fractions leave over. */
const DUST = 1e-9;

/** Decimals that show two digits of a width; where there is no width, three of the number itself, without zeros behind them. */
export function decimalsFor(width: number, value: number): number {
  if (width > DUST * Math.abs(value)) return clamped(DIGITS_OF_WIDTH - 1 - exponentOf(width));
  return untilZeros(value, clamped(DIGITS_ALONE - 1 - exponentOf(value)));
}

const clamped = (decimals: number): number => Math.min(MOST_DECIMALS, Math.max(0, decimals));

const untilZeros = (value: number, decimals: number): number =>
  (value.toFixed(decimals).split(".")[1] ?? "").replace(/0+$/, "").length;

/** Of the first digit, after rounding: 9.96 has 1. */
const exponentOf = (value: number): number => Number(value.toExponential(1).split("e")[1]);

/** `1,214.50`; a number that rounds to 0 has no sign. */
export function formatNumber(value: number, decimals: number): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const digits = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** With its sign, also when that is plus. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `5`, `2.5`, `0.125`: three digits, for a number that was chosen and not measured. */
export const formatPlain = (value: number): string => formatNumber(value, decimalsFor(0, value));

/** `98.18 %` of 0.9818. */
export const formatPercent = (share: number): string => `${formatNumber(share * 100, untilZeros(share * 100, 2))} %`;

/** `p = 0.031`, and `p < 0.001` below that. */
export const formatP = (p: number): string =>
  p < 0.001 ? "p < 0.001" : `p = ${formatNumber(p, Math.min(3, decimalsFor(p, p)))}`;

/** `52.0 MB`: in thousands, as units say. */
export function formatBytes(bytes: number): string {
  const power = Math.min(4, Math.floor(exponentOf(bytes) / 3));
  const value = bytes / 1000 ** power;
  const unit = ["bytes", "kB", "MB", "GB", "TB"][power] ?? "bytes";
  return `${formatNumber(value, power === 0 ? 0 : decimalsFor(0, value))} ${unit}`;
}

/** `820 ms`, `12.4 s`, `3 min 20 s`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${formatNumber(ms, decimalsFor(0, ms))} ms`;
  if (ms < 59_950) return `${formatNumber(ms / 1000, decimalsFor(0, ms / 1000))} s`;
  const seconds = Math.round(ms / 1000);
  return seconds % 60 === 0
    ? `${formatNumber(seconds / 60, 0)} min`
    : `${formatNumber(Math.floor(seconds / 60), 0)} min ${seconds % 60} s`;
}
