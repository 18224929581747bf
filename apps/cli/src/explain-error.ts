import { ClientError } from "@nomous/client";
import { CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import type { Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** What a disk answers, for people, and what to do. */
const DISK_TROUBLE: Record<string, { readonly why: string; readonly remedy: string }> = {
  ENOSPC: { why: "the disk is full", remedy: "Free some space, then try again." },
  EDQUOT: { why: "the disk quota is used up", remedy: "Free some space, then try again." },
  EACCES: { why: "no permission", remedy: "Make .nomous/cli in the workspace yours to write, then try again." },
  EPERM: { why: "no permission", remedy: "Make .nomous/cli in the workspace yours to write, then try again." },
  EROFS: { why: "the disk is read-only", remedy: "Make it writable, or choose another folder: --workspace DIR" },
  EIO: { why: "the disk reports an error", remedy: "Look with `nomous doctor`, and check the disk." },
};

/** Tells a person what went wrong and what to do, and gives the exit code that stands for it. */
export function explainError({ note, styleNote }: Pick<Console, "note" | "styleNote">, error: unknown): ExitCode {
  // Help, the version and complaints about the command line have been printed already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const told = notStored(error) ?? error;
  const message = told instanceof Error ? told.message : String(told);
  note(`${styleNote("red", "nomous:")} ${message}`);
  if (!(told instanceof CliError)) return EXIT.failure;
  if (told.remedy !== undefined) note(`  ${told.remedy}`);
  return told.exit;
}

/** A command that this client's own storage did not take, with the reason. */
function notStored(error: unknown): CliError | undefined {
  if (!(error instanceof ClientError && error.code === "storage-failed" && error.cause instanceof Error))
    return undefined;
  const { cause } = error;
  const trouble = DISK_TROUBLE[(cause as NodeJS.ErrnoException).code ?? ""];
  const message = `${error.message.replace(/\.$/, "")}: ${trouble?.why ?? cause.message}.`;
  return new CliError(EXIT.unavailable, message, trouble?.remedy ?? "Look with `nomous doctor`.", { cause: error });
}
