// Which model a person wants before the bridge knows any: a file counts from where the person is, a name is left as it is.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";

export interface ModelWishes {
  /** `--model` */
  readonly flag?: string;
  /** `NOMOUS_MODEL` */
  readonly variable?: string;
}

/** Throws a `CliError` when a path leads nowhere. */
export function modelWishes({ cwd, env }: Pick<Context, "cwd" | "env">, flag: string | undefined): ModelWishes {
  const variable = env["NOMOUS_MODEL"];
  return {
    ...(flag !== undefined && { flag: wish(flag, cwd, "--model") }),
    ...(variable !== undefined && variable !== "" && { variable: wish(variable, cwd, "NOMOUS_MODEL") }),
  };
}

function wish(text: string, cwd: string, where: string): string {
  const path = resolve(cwd, text);
  if (existsSync(path)) return path;
  // A name may have a slash too (`org/model:7b`), but none begins as a path does.
  if (!/^(\.{0,2}[/\\]|~|[A-Za-z]:[/\\])/.test(text)) return text;
  throw new CliError(
    EXIT.usage,
    `There is no file ${path}, which ${where} names.`,
    "`nomous models` shows what is here.",
  );
}
