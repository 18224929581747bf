// What is measured of the process comes in milliseconds, bytes and percent; a metric may want it in another unit of the same kind.
import type { MetricData } from "./experiment-schema.ts";
import { PROCESS_MEASURES, type ProcessMeasure } from "./experiment.ts";
import { convert, kindOf } from "./read-amount.ts";

interface MeasureUnit {
  /** Of the reading. */
  readonly base: string;
  /** Of a metric that names none. */
  readonly usual: string;
  readonly words: string;
}

const TIME: MeasureUnit = { base: "ms", usual: "ms", words: "a unit of time, such as ms," };
const SIZE: MeasureUnit = { base: "byte", usual: "MB", words: "a unit of size, such as MB," };

const UNITS: Readonly<Record<ProcessMeasure, MeasureUnit>> = {
  "wall-time": TIME,
  "cpu-time": TIME,
  "peak-memory": SIZE,
  "disk-read": SIZE,
  "disk-written": SIZE,
  "output-bytes": { ...SIZE, usual: "bytes" },
  "exit-code": { base: "", usual: "", words: "no unit" },
  "gpu-memory": SIZE,
  "gpu-utilisation": { base: "%", usual: "%", words: "%" },
};

export const isMeasure = (from: MetricData["from"]): from is ProcessMeasure =>
  PROCESS_MEASURES.some((measure) => measure === from);

/** The unit that a metric has, written or not. */
export const unitOf = ({ unit, from }: Pick<MetricData, "unit" | "from">): string =>
  unit ?? (isMeasure(from) ? UNITS[from].usual : "");

/** What is wrong with the unit of a metric that is measured of the process; null when nothing is. */
export const unitProblem = (measure: ProcessMeasure, unit: string): string | null =>
  kindOf(unit) === kindOf(UNITS[measure].base)
    ? null
    : `expected ${UNITS[measure].words} for ${measure}, found ${JSON.stringify(unit)}`;

/** A reading in milliseconds, bytes, percent, or an exit code, in the unit that the metric has for it. */
export const readingIn = (unit: string, measure: ProcessMeasure, reading: number): number =>
  convert(reading, UNITS[measure].base, unit) ?? reading;
