// What a person says on the command line that the place becomes.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type ConflictChoice, decodeText } from "@nomous/lab/documents";
import { readPiped } from "../chat/prompt-text.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";

export interface ResolveOptions {
  readonly keep?: Exclude<ConflictChoice, "own">;
  /** A file, or `-` for stdin. */
  readonly text?: string;
}

export type Choice =
  | { readonly choice: Exclude<ConflictChoice, "own"> }
  /** With LF between its lines. */
  | { readonly choice: "own"; readonly text: string };

export async function choiceOf(context: Context, { keep, text }: ResolveOptions): Promise<Choice> {
  if (keep !== undefined) return { choice: keep };
  if (text === undefined)
    throw new CliError(
      EXIT.usage,
      "Nothing says what the place becomes.",
      "Say --keep merged, mine or theirs, or --text FILE for words of your own.",
    );
  const words = text === "-" ? await readPiped(context.runtime, context.console) : await contentOf(context, text);
  return { choice: "own", text: words.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n") };
}

async function contentOf({ cwd }: Context, named: string): Promise<string> {
  const file = resolve(cwd, named);
  try {
    return await explained(readFile(file).then((bytes) => decodeText(bytes, named)));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(EXIT.usage, `${named} cannot be read: ${why}.`, undefined, { cause: error });
  }
}

/** The last line ends as those in the place do: a file ends its last line in any case. */
export function asLinesLike(text: string, like: string): string {
  const bare = text.replace(/\n$/, "");
  return like.endsWith("\n") && bare !== "" ? `${bare}\n` : bare;
}
