import process from "node:process";
import { createInterface } from "node:readline/promises";
import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-codes.ts";

/** Asks before something that cannot be taken back or is large; only a plain yes is one. Without a terminal `--yes` must say so. */
export async function confirm(question: string, isSaid: boolean): Promise<boolean> {
  if (isSaid) return true;
  if (!process.stdin.isTTY) throw new CliError(EXIT.usage, `${question} Nobody is here to ask.`, "Say --yes.");
  const input = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  // Ctrl-C and Ctrl-D leave the question unanswered.
  input.on("close", () => closed.abort());
  try {
    return /^y(es)?$/i.test((await input.question(`${question} [y/N] `, { signal: closed.signal })).trim());
  } catch (error) {
    if (closed.signal.aborted) return false;
    throw error;
  } finally {
    input.close();
  }
}
