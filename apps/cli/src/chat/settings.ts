// How an answer is asked for, from the options of the command line. They change what held before, and leave the rest.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AnyJson, type ChatSettings, decodeJson } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

export interface SettingsOptions {
  readonly system?: string;
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** A file with a JSON Schema. */
  readonly schema?: string;
  /** `--no-retrieval` makes it false. */
  readonly retrieval: boolean;
}

/** `undefined` when nothing is asked for: then what held before holds on. */
export function chatSettings(
  before: ChatSettings,
  engine: string | undefined,
  options: SettingsOptions,
  cwd: string,
): ChatSettings | undefined {
  const { system, temperature, topP, maxTokens, seed, stop, schema, retrieval } = options;
  const asked = {
    ...(engine !== undefined && { engine }),
    ...(system !== undefined && { system }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop: [...stop] }),
    ...(schema !== undefined && { schema: readSchema(resolve(cwd, schema)) }),
    ...(!retrieval && { retrieval }),
  };
  return Object.keys(asked).length === 0 ? undefined : { ...before, ...asked };
}

const MAX_SCHEMA_LENGTH = 8_000;

function readSchema(path: string): string {
  const text = readText(path);
  if (typeof decodeJson(AnyJson, text) !== "object")
    throw new CliError(EXIT.usage, `${path} is no JSON Schema.`, 'It begins like {"type": "object", …}.');
  if (text.length > MAX_SCHEMA_LENGTH)
    throw new CliError(EXIT.usage, `${path} has ${text.length} characters; ${MAX_SCHEMA_LENGTH} are possible.`);
  return text;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CliError(EXIT.usage, `${path} cannot be read.`, "Give the file of a JSON Schema.", { cause: error });
  }
}
