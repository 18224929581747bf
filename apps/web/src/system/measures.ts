// What the samples say, as one line of figures for each thing that is measured: its scale, its values, its words.
import type { SystemSample } from "@nomous/client";
import { sizeText } from "../words/numbers.ts";

export interface Measure {
  readonly name: string;
  /** The upper end of the scale, and what stands there; the lower one is 0. */
  readonly top: number;
  readonly topText: string;
  /** One for each time of the series; `null` where nothing was measured. */
  readonly values: readonly (number | null)[];
  readonly textOf: (value: number) => string;
}

export interface Series {
  /** Wall clock of the bridge, growing. */
  readonly times: readonly number[];
  readonly measures: readonly Measure[];
}

type Scale = Pick<Measure, "top" | "topText" | "textOf">;

const SHARE: Scale = { top: 1, topText: "100", textOf: (share) => `${Math.round(share * 100)} %` };
const bytesUpTo = (top: number): Scale => ({ top, topText: (top / 1e9).toFixed(top < 1e11 ? 1 : 0), textOf: sizeText });

/** Two samples further apart than this have nothing between them: the machine slept, or the bridge was down. */
const GAP_MS = 3_000;

/** Everything that is measured; `samples` are oldest first. */
export function seriesOf(samples: readonly SystemSample[]): Series {
  const newest = samples.at(-1);
  if (newest === undefined) return { times: [], measures: [] };
  const points = samples.flatMap((sample, i): { at: number; sample?: SystemSample }[] => {
    const before = samples[i - 1]?.at ?? sample.at;
    const point = { at: sample.at, sample };
    return sample.at - before > GAP_MS ? [{ at: before + 1 }, point] : [point];
  });
  const measure = (
    name: string,
    scale: Scale,
    value: (sample: SystemSample) => number | null | undefined,
  ): Measure => ({
    name,
    ...scale,
    values: points.map(({ sample }) => (sample === undefined ? null : (value(sample) ?? null))),
  });
  const gpus = gpusOf(samples).flatMap(({ name, totalBytes }, i) => [
    measure(name, SHARE, (sample) => sample.gpus[i]?.use),
    measure(`${name} memory`, bytesUpTo(totalBytes), (sample) => sample.gpus[i]?.usedBytes),
  ]);
  const measures = [
    measure("CPU", SHARE, ({ cpu }) => cpu),
    // A driver may not tell how busy a GPU is, and one that shares the machine's memory has none of its own.
    ...gpus.filter(({ top, values }) => top > 0 && values.some((value) => value !== null)),
    measure("Memory", bytesUpTo(newest.memory.totalBytes), ({ memory }) => memory.usedBytes),
  ];
  return { times: points.map(({ at }) => at), measures };
}

/** Those of the newest sample that has any: they are not measured all the time. */
function gpusOf(samples: readonly SystemSample[]): { name: string; totalBytes: number }[] {
  const gpus = samples.findLast((sample) => sample.gpus.length > 0)?.gpus ?? [];
  return gpus.map(({ totalBytes }, i) => ({ name: gpus.length === 1 ? "GPU" : `GPU ${i + 1}`, totalBytes }));
}

/** What the drawing shows, for who does not see it: "CPU 44 %, from 12 % to 80 %". */
export function sentenceOf({ measures }: Series): string {
  const parts = measures.flatMap(({ name, values, textOf }) => {
    const known = values.filter((value) => value !== null);
    const last = known.at(-1);
    if (last === undefined) return [];
    return [`${name} ${textOf(last)}, from ${textOf(Math.min(...known))} to ${textOf(Math.max(...known))}`];
  });
  return `The last five minutes: ${parts.join("; ")}.`;
}

export interface SystemEvent {
  readonly at: number;
  readonly words: string;
}

/** When models came into memory and left it. */
export const eventsOf = (samples: readonly SystemSample[]): SystemEvent[] =>
  samples.flatMap(({ at, engines }, i) => {
    const before = samples[i - 1]?.engines.slots ?? engines.slots;
    if (engines.slots === before) return [];
    return [{ at, words: engines.slots > before ? "model loaded" : "model unloaded" }];
  });

export interface Figures {
  readonly at: number;
  /** One for each measure. */
  readonly texts: readonly string[];
}

const STEP_MS = 10_000;

/** The figures behind the drawing, every tenth second, the newest first. */
export function figuresOf({ times, measures }: Series): Figures[] {
  const rows: Figures[] = [];
  for (let i = times.length - 1; i >= 0; i -= 1) {
    const at = times[i] ?? 0;
    const values = measures.map(({ values }) => values[i] ?? null);
    if (at > (rows.at(-1)?.at ?? Infinity) - STEP_MS || values.every((value) => value === null)) continue;
    const texts = measures.map(({ textOf }, n) => {
      const value = values[n] ?? null;
      return value === null ? "not measured" : textOf(value);
    });
    rows.push({ at, texts });
  }
  return rows;
}
