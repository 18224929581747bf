// What every probe is: a row of a table, which help, wizard and web form read, and a measurement that is loaded when it runs. It does a
// fixed amount of work and gives raw samples; what they mean is for the analysis to say.
import type { Context } from "../context.ts";
import { type Given, readParameters } from "./read-parameters.ts";

export interface ProbeParameter {
  readonly name: string;
  /** `text` is also an address or a path; `number` is a whole number. */
  readonly kind: "text" | "number" | "flag" | "choice";
  /** Null where it has to be given. */
  readonly default: string | number | boolean | null;
  readonly description: string;
  /** Of a `choice`. */
  readonly choices?: readonly string[];
  /** Of a `number`; 1 when left out. */
  readonly least?: number;
}

interface ProbeMetric {
  /** Leads into the result with dots: `latency.decode`. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
}

export interface ProbeDescription {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly ProbeParameter[];
  readonly metrics: readonly ProbeMetric[];
}

/** Metrics by id: a number, or samples; `stages` has milliseconds by stage, `prompts` true or false by prompt. */
export type ProbeResult = Readonly<Record<string, ProbeValue>>;
type ProbeValue =
  | number
  | readonly number[]
  | Readonly<Record<string, number | boolean>>
  | Readonly<Record<string, readonly number[]>>;

export interface Probe extends ProbeDescription {
  /** Rejects with a `CliError` when a parameter is wrong or the target is dead. */
  measure(given: Given, context: Context): Promise<ProbeResult>;
}

/** The values of parameters by name, with the types of their kinds. */
export type ProbeValues<P extends readonly ProbeParameter[]> = {
  readonly [Each in P[number] as Each["name"]]: ValueOf<Each>;
};

type ValueOf<P extends ProbeParameter> = P extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : { readonly text: string; readonly number: number; readonly flag: boolean; readonly choice: string }[P["kind"]];

export type Measure<P extends readonly ProbeParameter[]> = (
  values: ProbeValues<P>,
  context: Context,
) => Promise<ProbeResult>;

export function createProbe<const P extends readonly ProbeParameter[]>(
  description: ProbeDescription & { readonly parameters: P },
  load: () => Promise<Measure<P>>,
): Probe {
  return {
    ...description,
    async measure(given, context) {
      const values = readParameters(description, given);
      return (await load())(values as ProbeValues<P>, context);
    },
  };
}
