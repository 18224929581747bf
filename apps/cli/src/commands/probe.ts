// `nomous probe`: one measurement in this process. The last line of stdout is one JSON object, which is what an experiment reads; a probe
// that has nothing true to tell prints none and fails.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { nearestWord } from "@nomous/workbench/data";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { PROBES } from "../probes/catalogue.ts";
import { deadTarget, troubleOf } from "../probes/dead-target.ts";
import type { ProbeParameter, ProbeResult } from "../probes/probe.ts";
import { readToolResults, TOOL_FORMATS, type ToolFormat } from "../probes/read/read-tool-results.ts";
import { readWords } from "../probes/read-parameters.ts";

/** Measures once; `words` are the parameters as they were typed. */
export async function probe(context: Context, name: string, words: readonly string[]): Promise<ExitCode> {
  const found = PROBES.find((probe) => probe.name === name);
  if (found === undefined) {
    const names = PROBES.map((probe) => probe.name);
    const near = nearestWord(name, [...names, "read"]);
    const hint = near === undefined ? `there is ${names.join(", ")}` : `did you mean ${near}?`;
    throw new CliError(EXIT.usage, `There is no probe ${name}: ${hint}`);
  }
  const result = await found.measure(readWords(words), context).finally(() => context.console.status());
  printResult(context, result);
  return EXIT.ok;
}

/** Prints every probe with what it takes and what it gives. */
export function listProbes({ console, json }: Context): ExitCode {
  if (json) {
    const told = PROBES.map(({ name, title, parameters, metrics }) => ({ name, title, parameters, metrics }));
    console.print(JSON.stringify(told));
    return EXIT.ok;
  }
  for (const [at, { name, title, parameters, metrics }] of PROBES.entries()) {
    if (at > 0) console.print("");
    console.print(`${console.style("bold", name)}  ${title}`);
    for (const parameter of parameters) console.print(`  --${usageOf(parameter)}  ${parameter.description}`);
    for (const { id, title: what, unit, better } of metrics)
      console.print(console.style("dim", `  → ${id}: ${what}${unit === "" ? "" : `, ${unit}`}, ${better} is better`));
  }
  console.print(`\n${console.style("bold", "read")}  The export of another tool: ${TOOL_FORMATS.join(", ")}`);
  return EXIT.ok;
}

function usageOf({ name, kind, default: value, choices }: ProbeParameter): string {
  const what = choices?.join("|") ?? { text: "TEXT", number: "N", flag: "", choice: "" }[kind];
  const without = value === null ? "(needed)" : value === "" || kind === "flag" ? "" : `(${value})`;
  return [name, what, without].filter((word) => word !== "").join(" ");
}

/** Prints what another tool measured. */
export function readExport(context: Context, format: ToolFormat, file: string, result: string | undefined): ExitCode {
  printResult(context, readToolResults(format, readText(resolve(context.cwd, file)), result));
  return EXIT.ok;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw deadTarget(`${path} cannot be read, ${troubleOf(error)}`, "give the file that the tool wrote", error);
  }
}

/** More digits say nothing: a microsecond of a millisecond. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;

const printResult = ({ console }: Context, result: ProbeResult): void => console.print(JSON.stringify(result, rounded));
