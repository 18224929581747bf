// Vectors of texts, for scripts: one JSON array a line, in the order of the texts.
import type { Client } from "@nomous/client";
import { isPiped, readPiped } from "../chat/prompt-text.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findModel, withBridge } from "./models.ts";

/** Vectors have thousands of numbers, and an answer has to fit into one frame. */
const BATCH = 8;
const MAX_LENGTH = 20_000;

/** Embeds each text; without texts each line of what is piped in. */
export async function embed(context: Context, wanted: string, given: readonly string[]): Promise<ExitCode> {
  const { console, json } = context;
  const texts = given.length > 0 ? given : await pipedLines(context);
  const long = texts.findIndex((text) => text.length > MAX_LENGTH);
  if (long !== -1)
    throw new CliError(EXIT.usage, `Text ${long + 1} has more than ${MAX_LENGTH} characters.`, "Cut it into parts.");
  return withBridge(context, async (connected) => {
    const model = await findModel(context, connected, wanted);
    const vectors: (readonly number[])[] = [];
    for (let at = 0; at < texts.length && !console.outputClosed.aborted; at += BATCH) {
      const some = await ask(connected.client, model.id, texts.slice(at, at + BATCH));
      if (json) vectors.push(...some);
      else for (const vector of some) console.print(JSON.stringify(vector));
    }
    if (json) console.print(JSON.stringify({ model: model.id, name: model.name, vectors }));
    return console.outputClosed.aborted ? EXIT.outputClosed : EXIT.ok;
  });
}

const ask = async (client: Client, model: string, texts: readonly string[]): Promise<readonly (readonly number[])[]> =>
  (await client.ask("models.embed", { model, texts: [...texts] })).vectors;

async function pipedLines({ runtime, console }: Context): Promise<readonly string[]> {
  const lines = isPiped() ? (await readPiped(runtime, console)).split(/\r?\n/) : [];
  const texts = lines.filter((line) => line.trim() !== "");
  if (texts.length > 0) return texts;
  throw new CliError(EXIT.usage, "There is nothing to embed.", "Try: nomous models embed NAME 'a text'");
}
