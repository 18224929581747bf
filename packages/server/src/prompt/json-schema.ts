// An answer that shall be JSON is checked by us, whatever the model's grammar promised. Schema and answer may be anybody's:
// compiling and checking run with a time limit, because a pattern can keep a regular expression busy for ever.
import { createContext, runInContext } from "node:vm";
import { AnyJson, decodeJson, shorten } from "@nomous/protocol";
import { Ajv, type ErrorObject, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { EngineError } from "../engine/engine.ts";

export interface AnswerSchema {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Why the whole answer does not fit, for a person; `undefined` when it does. */
  problemOf(answer: string): string | undefined;
}

const MAX_ANSWER_CHARACTERS = 1024 * 1024;
const MAX_CHECK_MS = 1_000;
const MAX_PROBLEM_CHARACTERS = 300;

const OPTIONS: Options = {
  strict: false,
  // A grammar lets numbers through that are infinite.
  strictNumbers: true,
  validateFormats: false,
  ownProperties: true,
  // What is said, we say.
  logger: false,
};

/** Reads the schema that an answer has to fit. Throws an `EngineError` that says where it is wrong. */
export function readAnswerSchema(text: string): AnswerSchema {
  const schema = decodeJson(AnyJson, text);
  if (!isObject(schema)) throw invalid(schema === undefined ? "it is not JSON" : "it is not a JSON object");
  const isValid = compile(schema);
  return {
    schema,
    problemOf(answer) {
      const problem = problemIn(answer, isValid);
      return (
        problem &&
        `The answer does not fit the JSON Schema: ${problem}. It stands as it came; ask again or change the schema.`
      );
    },
  };
}

type Check = (value: unknown) => readonly ErrorObject[];

function compile(whole: Record<string, unknown>): Check {
  // The draft's name would be looked up as a schema, and an asynchronous check finds everything right.
  const { $schema: draft, $async: _, ...schema } = whole;
  const isOld = typeof draft === "string" && /draft-0[4-7]/.test(draft);
  const ajv = isOld ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  try {
    const validate = withinTime(() => {
      if (ajv.validateSchema(schema) !== true) throw invalid(describe(ajv.errors ?? []));
      return ajv.compile(schema);
    });
    return (value) => (validate(value) ? [] : (validate.errors ?? []));
  } catch (error) {
    throw error instanceof EngineError ? error : invalid(reasonOf(error), error);
  }
}

function problemIn(answer: string, check: Check): string | undefined {
  if (answer.length > MAX_ANSWER_CHARACTERS) return "it is longer than 1 MiB";
  const value = decodeJson(AnyJson, answer);
  if (value === undefined) return "it is not JSON, perhaps because it was cut off";
  try {
    const errors = withinTime(() => check(value));
    return errors.length === 0 ? undefined : describe(errors);
  } catch (error) {
    return `it could not be checked: ${reasonOf(error)}`;
  }
}

/** Throws when `work` takes longer than a second; also a regular expression is stopped then. */
function withinTime<T>(work: () => T): T {
  const done: { value?: T } = {};
  const run = (): void => void (done.value = work());
  runInContext("run()", createContext({ run }), { timeout: MAX_CHECK_MS });
  return done.value as T;
}

/** "/age must be integer": the place in the value, and what is wrong there. */
function describe([first]: readonly ErrorObject[]): string {
  const path = first?.instancePath || "the value";
  return shorten(`${path} ${first?.message ?? "does not fit"}`, MAX_PROBLEM_CHARACTERS);
}

const invalid = (why: string, cause?: unknown): EngineError =>
  new EngineError(`The JSON Schema of the answer is wrong: ${why}. Correct it where it is set.`, { cause });

const reasonOf = (error: unknown): string =>
  shorten(error instanceof Error ? error.message : String(error), MAX_PROBLEM_CHARACTERS);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
