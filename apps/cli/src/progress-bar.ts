import { sizeText } from "./size-text.ts";

const WIDTH = 24;

/** `████████░░░░  43 %` */
export function progressBar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
  return `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent(share)}`;
}

const percent = (share: number): string => `${String(Math.floor(share * 100)).padStart(3)} %`;

/** `2 min 5 s`, `1 h`; `?` for what never ends. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return parts(minutes, "min", whole % 60, "s");
  return parts(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

const parts = (large: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;

export const rateText = (bytesPerSecond: number): string => `${sizeText(bytesPerSecond)}/s`;
