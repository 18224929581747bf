// Edits that were made apart and met: where they need a person, and what that person decides.
import { type Command, Option } from "commander";
import type { ConflictsOptions } from "../commands/conflicts.ts";
import type { ResolveOptions } from "../commands/resolve-conflict.ts";
import type { Execute } from "./execute.ts";

export function addConflicts(program: Command, execute: Execute): void {
  const conflicts = program
    .command("conflicts")
    .description("tell where edits met that nobody has decided between: what each side wrote, and what stands there")
    .argument("[docs...]", "files and folders (default: the whole workspace)")
    .option("--all", "those that are decided too, with who decided what")
    .action((docs: string[], options: ConflictsOptions) =>
      execute(async (context) => (await import("../commands/conflicts.ts")).conflicts(context, docs, options)),
    );
  conflicts
    .command("resolve")
    .description("decide a conflict; who comes first decides it, a later decision is written down beside it")
    .argument("<doc>")
    .argument("<conflict>", "its number, or the beginning or the end of its id")
    .addOption(
      new Option("--keep <side>", "the document as it is, or the text of one side")
        .choices(["merged", "mine", "theirs"])
        .conflicts("text"),
    )
    .option("--text <file>", "other words in their place; - reads them from stdin")
    .action((doc: string, conflict: string, options: ResolveOptions) =>
      execute(async (context) =>
        (await import("../commands/resolve-conflict.ts")).resolveConflict(context, doc, conflict, options),
      ),
    );
}
