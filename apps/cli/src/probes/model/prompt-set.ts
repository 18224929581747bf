// Questions with what their answers have to be. The expectations are checked before the first question, so that a wrong one costs nothing.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AnyJson, check, decodeJson } from "@nomous/protocol";
import { readAnswerSchema } from "@nomous/server/answer-schema";
import * as z from "zod/mini";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";

const Expectation = z.union([
  z.strictObject({ exact: z.string() }),
  z.strictObject({ regex: z.string() }),
  z.strictObject({ schema: z.record(z.string(), z.unknown()) }),
]);
type Expectation = z.infer<typeof Expectation>;

const Line = z.strictObject({
  id: z.string().check(z.minLength(1)),
  prompt: z.string().check(z.minLength(1)),
  system: z.optional(z.string()),
  expect: z.optional(Expectation),
});

export interface Prompt {
  readonly id: string;
  readonly text: string;
  readonly system: string | undefined;
  /** `undefined` where nothing is expected. */
  readonly fits: ((answer: string) => boolean) | undefined;
}

/** Throws a `CliError` that names the line which is wrong. */
export function readPromptSet(file: string, cwd: string): readonly Prompt[] {
  const prompts = readText(resolve(cwd, file))
    .split(/\r?\n/)
    .flatMap((line, at) => (line.trim() === "" ? [] : [readPrompt(line, `${file}:${at + 1}`)]));
  if (prompts.length === 0) throw wrong(`${file} is empty: write one prompt a line.`);
  const ids = prompts.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) < at);
  if (twice === undefined) return prompts;
  throw wrong(`${file} has the id "${twice}" twice: answers are compared by it.`);
}

function readPrompt(line: string, place: string): Prompt {
  const value = decodeJson(AnyJson, line);
  if (value === undefined) throw wrong(`${place} is no JSON: write one object a line.`);
  const read = check(Line, value);
  if (!read.ok)
    throw wrong(
      `${place} is no prompt, ${read.reason}: write {"id", "prompt", "expect": {"exact" | "regex" | "schema"}}.`,
    );
  const { id, prompt, system, expect } = read.value;
  try {
    return { id, text: prompt, system, fits: expect && createCheck(expect) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrong(`${place} expects what cannot be checked: ${why}`);
  }
}

/** White space around an answer is nobody's mistake. */
function createCheck(expect: Expectation): (answer: string) => boolean {
  if ("exact" in expect) return (answer) => answer.trim() === expect.exact.trim();
  if ("regex" in expect) {
    const pattern = new RegExp(expect.regex, "u");
    return (answer) => pattern.test(answer);
  }
  const schema = readAnswerSchema(JSON.stringify(expect.schema));
  return (answer) => schema.problemOf(answer) === undefined;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw deadTarget(`${path} cannot be read, ${troubleOf(error)}`, "give the path of a file of JSON lines", error);
  }
}

const wrong = (message: string): CliError => new CliError(EXIT.usage, message);
