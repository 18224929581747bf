import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AnyJson, decodeJson } from "@nomous/protocol";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";

const WORDS = "A bridge keeps what was said until every reader has it, and then the next word comes.".split(/(?= )/);
const BUILT_IN = 256;

/** Parts of answers, as they are streamed: most messages of a conversation with a model are like this. */
const builtIn = (): readonly unknown[] =>
  Array.from({ length: BUILT_IN }, (_, at) =>
    at % 32 === 31
      ? { type: "progress", progress: { stage: "prefill", done: at * 16, total: BUILT_IN * 16 } }
      : { type: "text", text: WORDS[at % WORDS.length] },
  );

/** One message a line. Throws a `CliError` that names the line which is no JSON. */
export function readCorpus(file: string, cwd: string): readonly unknown[] {
  if (file === "") return builtIn();
  const messages = readText(resolve(cwd, file))
    .split(/\r?\n/)
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      const message = decodeJson(AnyJson, line);
      if (message === undefined)
        throw new CliError(EXIT.failure, `${file}:${at + 1} is no JSON: write one value a line.`);
      return [message];
    });
  if (messages.length > 0) return messages;
  throw new CliError(EXIT.failure, `${file} is empty: write one JSON value a line.`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw deadTarget(`${path} cannot be read, ${troubleOf(error)}`, "give the path of a file of JSON lines", error);
  }
}
