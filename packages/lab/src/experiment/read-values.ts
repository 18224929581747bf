// What a run says for each metric. Only finite numbers, samples of them, or passes count: what is anything else is told with what was found, and
// makes the run one without a result rather than one with a guess.
import {
  type Metric,
  type ProcessMeasure,
  type ProcessReading,
  readingIn,
  type RunRecord,
  type RunValue,
} from "@nomous/workbench/experiments";
import { parseJson } from "@nomous/workbench/data";

export interface RunOutput {
  /** The end of what it printed, whole lines or not. */
  readonly printed: string;
  /** By path, the JSON files that metrics read; null where there is none. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly process: RunRecord["process"];
  readonly exitCode: number | null;
}

export type ReadValues =
  | { readonly ok: true; readonly values: RunRecord["values"]; readonly stages: RunRecord["stages"] }
  | { readonly ok: false; readonly reason: string };

/** The value of each metric, or why the first one that is missing has none. */
export function readValues(metrics: readonly Metric[], output: RunOutput): ReadValues {
  const printed = readLastObject(output.printed);
  const values: Record<string, RunValue> = {};
  for (const metric of metrics) {
    // What the system did not tell is no fault of the variant: the round has no value for this metric.
    if (metric.source.from === "process" && isUntold(metric.source.measure, output)) continue;
    const read = readMetric(metric, output, printed);
    if (!read.ok) return { ok: false, reason: `${metric.id}: ${read.reason}` };
    values[metric.id] = read.value;
  }
  return { ok: true, values, stages: printed.ok ? stagesIn(printed.value) : {} };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
const no = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

function readMetric({ source, kind, unit }: Metric, output: RunOutput, printed: Read<object>): Read<RunValue> {
  if (source.from === "process")
    return { ok: true, value: readingIn(unit, source.measure, readingOf(source.measure, output) ?? 0) };
  const data = source.from === "output" ? printed : readFile(source.path, output.files[source.path] ?? null);
  if (!data.ok) return data;
  const found = valueAt(data.value, source.key);
  if (found === undefined) return no(`${source.key} is missing in ${excerptOf(data.value)}`);
  const value = kind === "passes" ? toPasses(found) : toNumbers(found);
  if (value === null) return no(`expected ${EXPECTED[kind]} in ${source.key}, found ${excerptOf(found)}`);
  return { ok: true, value };
}

const EXPECTED = {
  number: "a finite number, or a list of them,",
  passes: "a mapping of prompts to true or false",
} as const satisfies Record<Metric["kind"], string>;

/** A line that begins and ends like an object is meant to be one: when it is none, an earlier line may be about something else. */
function readLastObject(printed: string): Read<object> {
  const line = printed.split("\n").findLast((line) => /^\s*\{.*\}\s*$/.test(line));
  if (line === undefined) return no("expected a line on stdout that is a JSON object, found none");
  const { value, problems } = parseJson(line.trim());
  const [problem] = problems;
  if (problem === undefined && typeof value === "object" && value !== null) return { ok: true, value };
  const place = problem === undefined ? "" : `: ${problem.message} at column ${problem.from + 1}`;
  const why = /\b(?:NaN|Infinity)\b/.test(line) ? ": JSON has no NaN and no Infinity" : place;
  return no(`the last line in braces on stdout is no JSON object${why}, in ${cut(line.trim())}`);
}

function readFile(path: string, text: string | null): Read<object> {
  if (text === null) return no(`the run wrote no file ${path}`);
  const { value, problems } = parseJson(text);
  const [problem] = problems;
  if (problem === undefined && typeof value === "object" && value !== null) return { ok: true, value };
  return no(
    `${path} is no JSON object${problem === undefined ? "" : `: ${problem.message} at character ${problem.from + 1}`}`,
  );
}

const READINGS: Readonly<Record<Exclude<ProcessMeasure, "exit-code">, ProcessReading>> = {
  "wall-time": "wallMs",
  "cpu-time": "cpuMs",
  "peak-memory": "peakMemory",
  "disk-read": "diskRead",
  "disk-written": "diskWritten",
  "output-bytes": "outputBytes",
  "gpu-memory": "gpuMemory",
  "gpu-utilisation": "gpuUtilisation",
};

const readingOf = (measure: ProcessMeasure, { process, exitCode }: RunOutput): number | null =>
  measure === "exit-code" ? exitCode : process[READINGS[measure]];

const isUntold = (measure: ProcessMeasure, output: RunOutput): boolean => readingOf(measure, output) === null;

/** A key leads inwards with dots; one that has dots itself is found first. */
function valueAt(data: unknown, key: string): unknown {
  if (typeof data !== "object" || data === null) return undefined;
  if (Object.hasOwn(data, key)) return (data as Record<string, unknown>)[key];
  for (let dot = key.indexOf("."); dot >= 0; dot = key.indexOf(".", dot + 1)) {
    const found = valueAt(valueAt(data, key.slice(0, dot)), key.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function toNumbers(found: unknown): RunValue | null {
  if (isNumber(found)) return found;
  return Array.isArray(found) && found.length > 0 && found.every(isNumber) ? found : null;
}

function toPasses(found: unknown): RunValue | null {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
  const prompts = Object.entries(found).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean");
  return prompts.length > 0 && prompts.length === Object.keys(found).length ? Object.fromEntries(prompts) : null;
}

function stagesIn(data: object): RunRecord["stages"] {
  const stages = valueAt(data, "stages");
  if (typeof stages !== "object" || stages === null || Array.isArray(stages)) return {};
  return Object.fromEntries(Object.entries(stages).filter((entry): entry is [string, number] => isNumber(entry[1])));
}

const EXCERPT = 80;
const cut = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

/** A number beyond all numbers is infinite when it is read, and would be written as null. */
const excerptOf = (value: unknown): string =>
  cut(
    JSON.stringify(value, (_, one: unknown) => (typeof one === "number" && !Number.isFinite(one) ? String(one) : one)),
  );
