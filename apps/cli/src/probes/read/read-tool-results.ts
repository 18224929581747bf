// What other tools measured, as the metrics of a run: then any of them can be a variant. Units become ours, milliseconds and tokens/s.
import { AnyJson, decodeJson } from "@nomous/protocol";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import type { ProbeResult } from "../probe.ts";
import { readHyperfine } from "./hyperfine.ts";
import { readLlamaBench } from "./llama-bench.ts";
import { readTinybench } from "./tinybench.ts";

const FORMATS = { hyperfine: readHyperfine, "llama-bench": readLlamaBench, tinybench: readTinybench } as const;

export type ToolFormat = keyof typeof FORMATS;
export const TOOL_FORMATS = Object.keys(FORMATS) as readonly ToolFormat[];

/** The metrics in the text of an export; `wanted` names one of several results, or counts them from 1. Throws a `CliError`. */
export function readToolResults(format: ToolFormat, text: string, wanted: string | undefined): ProbeResult {
  const value = decodeJson(AnyJson, text);
  if (value === undefined) throw wrong(`This is no JSON, so it is no export of ${format}.`);
  const results = FORMATS[format](value);
  const names = results.map(({ name }, at) => `${at + 1} (${name})`).join(", ");
  if (results.length === 0) throw wrong(`This export of ${format} has no results.`);
  if (wanted === undefined) {
    const [only, second] = results;
    if (only !== undefined && second === undefined) return only.metrics;
    throw wrong(`It has ${results.length} results: say which with --result, ${names}.`);
  }
  const found = results.find(({ name }, at) => name === wanted || String(at + 1) === wanted);
  if (found !== undefined) return found.metrics;
  throw wrong(`It has no result ${wanted}: it has ${names}.`);
}

const wrong = (message: string): CliError => new CliError(EXIT.failure, message);
