// What must hold before documents may be relied on, and who says so.
import { type Command, Option } from "commander";
import type { GateCommandOptions } from "../commands/gate.ts";
import type { Execute } from "./execute.ts";

export function addGate(program: Command, execute: Execute): void {
  program
    .command("gate")
    .description(
      "everything that must hold, for CI and before a commit: rules, approvals, evidence, what documents rest on",
    )
    .option("--staged", "only what is staged, as it is staged")
    .option("--allow-stale", "what documents rest on may have changed: it is told, and fails nothing")
    .addOption(
      new Option("-f, --format <format>", "how it is told").choices(["pretty", "json", "github"]).default("pretty"),
    )
    .addOption(
      new Option("--print <what>", "print what runs it, ready to be copied").choices(["github-actions", "pre-commit"]),
    )
    .action((options: GateCommandOptions) =>
      execute(async (context) => (await import("../commands/gate.ts")).gate(context, options)),
    );
  program
    .command("approver")
    .description("print who you are to nomous.yaml: name and public key; makes the key where there is none")
    .action(() => execute(async (context) => (await import("../commands/approver.ts")).approver(context)));
}
