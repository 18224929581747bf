import type { Command } from "commander";
import type { ReviewedOptions } from "../commands/reviewed.ts";
import type { StaleOptions } from "../commands/stale.ts";
import type { Execute } from "./execute.ts";

export function addStaleness(program: Command, execute: Execute): void {
  program
    .command("stale")
    .description("tell what documents rest on that was changed, moved or removed since, and by which commit")
    .argument("[paths...]", "files and folders (default: the whole workspace)")
    .option("--all", "list what is fresh and what cannot be judged too")
    .option("--diff", "show each change")
    .action((paths: string[], options: StaleOptions) =>
      execute(async (context) => (await import("../commands/stale.ts")).stale(context, paths, options)),
    );
  program
    .command("reviewed")
    .description("say that documents still hold: what they rest on is recorded in nomous.lock as it is now")
    .argument("<docs...>", "files and folders")
    .option("--why <text>", "why they still hold")
    .action((docs: string[], options: ReviewedOptions) =>
      execute(async (context) => (await import("../commands/reviewed.ts")).reviewed(context, docs, options)),
    );
}
