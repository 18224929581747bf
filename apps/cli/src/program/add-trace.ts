import type { Command } from "commander";
import type { TraceCommandOptions } from "../commands/trace.ts";
import type { Execute } from "./execute.ts";

export function addTrace(program: Command, execute: Execute): void {
  program
    .command("trace")
    .description("what led to a document, a goal, a task or a commit, and what it leads to; without ID: all documents")
    .argument("[id]", "a path, a name without folder and date, T3, batch#T3, a decision, or the beginning of a commit")
    .option(
      "--coverage",
      "instead: goals with their tests and tasks, decisions, open questions, and what leads nowhere",
    )
    .option("--mermaid", "as the text of a Mermaid flowchart")
    .action((id: string | undefined, options: TraceCommandOptions) =>
      execute(async (context) => (await import("../commands/trace.ts")).trace(context, id, options)),
    );
}
