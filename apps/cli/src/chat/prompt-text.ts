// What is asked, from the words of the command line and from what was piped in.
import { fstatSync } from "node:fs";
import process from "node:process";
import { text } from "node:stream/consumers";
import { LIMITS, type Runtime, utf8Length } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import type { Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";

/** A pipe or a file; neither a terminal nor `/dev/null`. */
export function isPiped(fd = 0): boolean {
  const stats = fstatSync(fd, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isFIFO() || stats.isFile() || stats.isSocket());
}

const PATIENCE_MS = 2_000;

/** All of standard input; says so when nothing ends it. */
export async function readPiped({ clock }: Runtime, console: Console): Promise<string> {
  const stop = clock.after(PATIENCE_MS, () => console.note("nomous: reading standard input until it ends …"));
  try {
    return await text(process.stdin);
  } finally {
    stop();
  }
}

/** The question, with what was piped in as its context; throws when there is nothing to ask or it is too long. */
export function promptText(words: string, piped: string): string {
  const question = words.trim();
  const context = piped.trimEnd();
  const prompt =
    question === "" ? context.trim() : context.trim() === "" ? question : `${question}\n\n${fence(context)}`;
  if (prompt === "")
    throw new CliError(EXIT.usage, "There is nothing to ask.", 'Try: nomous chat "Where is the port set?"');
  const size = utf8Length(prompt);
  if (size <= LIMITS.promptBytes) return prompt;
  throw new CliError(
    EXIT.usage,
    `The question has ${size} bytes; ${LIMITS.promptBytes} are possible.`,
    "Put long texts into a file of the workspace and ask about that.",
  );
}

/** A fence that is longer than every run of backticks inside. */
function fence(context: string): string {
  const longest = Math.max(2, ...Array.from(context.matchAll(/`+/g), ([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return `${mark}\n${context}\n${mark}`;
}
