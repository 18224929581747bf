import { CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import type { Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** Tells a person what went wrong and what to do, and gives the exit code that stands for it. */
export function explainError({ note, styleNote }: Pick<Console, "note" | "styleNote">, error: unknown): ExitCode {
  // Help, the version and complaints about the command line have been printed already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const message = error instanceof Error ? error.message : String(error);
  note(`${styleNote("red", "nomous:")} ${message}`);
  if (!(error instanceof CliError)) return EXIT.failure;
  if (error.remedy !== undefined) note(`  ${error.remedy}`);
  return error.exit;
}
