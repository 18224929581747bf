import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createLineIndex, decodeYaml } from "@nomous/workbench/data";
import * as z from "zod/mini";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";

const Stage = z.strictObject({
  /** Its name among the metrics. */
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, "expected a name in lower case with hyphens")),
  /** A program and its arguments: no shell, unless that is the program. */
  run: z.array(z.string()).check(z.minLength(1)),
});
export type Stage = z.infer<typeof Stage>;

const Stages = z.strictObject({ stages: z.array(Stage).check(z.minLength(1)) });

/** Reads the file; JSON is YAML. Throws a `CliError` with the place of the first problem. */
export function readStages(file: string, cwd: string): readonly Stage[] {
  const text = readLines(file, cwd);
  const decoded = decodeYaml(Stages, text);
  if (!decoded.ok) {
    const [{ from, message } = { from: 0, message: "it cannot be read" }] = decoded.problems;
    const { line, column } = createLineIndex(text).positionOf(from);
    throw new CliError(EXIT.usage, `${file}:${line}:${column}: ${message}`);
  }
  const { stages } = decoded.value;
  const twice = stages.find(({ id }, at) => stages.findIndex((other) => other.id === id) < at);
  if (twice === undefined) return stages;
  throw new CliError(EXIT.usage, `${file} has two stages ${twice.id}: give each its own id.`);
}

/** The text of a file that a parameter names. */
export function readLines(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw deadTarget(`${file} cannot be read, ${troubleOf(error)}`, "give the path of a file", error);
  }
}
