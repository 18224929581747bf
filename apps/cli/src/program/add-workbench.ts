// Documents: what they are made, checked and moved on with.
import { type Command, Option } from "commander";
import { CHECK_FORMATS, type CheckOptions } from "../commands/check-options.ts";
import type { EditOptions } from "../commands/edit.ts";
import type { HistoryOptions } from "../commands/history.ts";
import type { NewOptions } from "../commands/new.ts";
import type { StatusOptions } from "../commands/status.ts";
import { type Execute, numberFrom, oneMore } from "./execute.ts";

export function addWorkbench(program: Command, execute: Execute): void {
  addNew(program, execute);
  addVersions(program, execute);
  program
    .command("check")
    .description("tell what is missing, contradictory or broken in Markdown documents")
    .argument("[paths...]", "files and folders (default: the whole workspace)")
    .addOption(new Option("-f, --format <format>", "how it is told").choices(CHECK_FORMATS).default("pretty"))
    .option("--fix", "make the fixes that are safe")
    .option("--notes", "list notes too, such as what a draft still lacks")
    .option("--baseline", "accept what is found now: from now on only new findings count")
    .action((paths: string[], options: CheckOptions) =>
      execute(async (context) => (await import("../commands/check.ts")).check(context, paths, options)),
    );
  program
    .command("status")
    .description("show the state of a document, or move it to another; a refusal lists every reason")
    .argument("<doc>")
    .argument("[state]")
    .option("--diff", "without STATE: what changed since it was approved, as a unified diff")
    .action((doc: string, state: string | undefined, options: StatusOptions) =>
      execute(async (context) => (await import("../commands/status.ts")).status(context, doc, state, options)),
    );
  program
    .command("list")
    .description("the documents of the workspace: type, state, progress, problems, next step")
    .action(() => execute(async (context) => (await import("../commands/list.ts")).listDocuments(context)));
  program
    .command("research")
    .description("find sections in the research folder, with path and line")
    .argument("<query...>")
    .action((words: string[]) =>
      execute(async (context) => (await import("../commands/research.ts")).research(context, words.join(" "))),
    );
  program
    .command("rules")
    .description("the rules of `check`: what each finds, why, and an example")
    .argument("[id]")
    .action((id?: string) => execute(async (context) => (await import("../commands/rules.ts")).rules(context, id)));
}

function addNew(program: Command, execute: Execute): void {
  program
    .command("new")
    .description("begin a document: what can be known is filled in, the rest says what to write")
    .argument("[type]", "spike, plan, spec, research, or a type of your team")
    .argument("[title...]")
    .addOption(
      new Option("--from <path>", "a document that it builds on; repeatable").argParser(oneMore).default([], "none"),
    )
    .option("--full", "every section; without it, one page")
    .addOption(
      new Option("--scope <name>", "what it is about, such as gpu or offline: brings the sections for it; repeatable")
        .argParser(oneMore)
        .default([], "asked in a terminal"),
    )
    .option("--category <name>", "of a spike")
    .action((type: string | undefined, title: string[], options: Omit<NewOptions, "title">) =>
      execute(async (context) =>
        (await import("../commands/new.ts")).newDocument(context, type, { ...options, title: title.join(" ") }),
      ),
    );
}

const MAX_ENTRIES = 10_000;

/** What a document is written with, and what it was before. */
function addVersions(program: Command, execute: Execute): void {
  program
    .command("edit")
    .description("open a document in $VISUAL or $EDITOR while others may write in it too, and tell what came of it")
    .argument("<doc>")
    .option("--wait", "the editor comes back at once: go on when Enter is pressed")
    .action((doc: string, options: EditOptions) =>
      execute(async (context) => (await import("../commands/edit.ts")).edit(context, doc, options)),
    );
  program
    .command("history")
    .description("what happened to a document, newest first; with VERSION its text as it was")
    .argument("<doc>")
    .argument("[version]", "as the history names it: seq:12, or the beginning of a file's hash")
    .addOption(
      new Option("-n, --limit <number>", "entries at most")
        .argParser(numberFrom(1, MAX_ENTRIES, { isWhole: true }))
        .default(20),
    )
    .option("--diff", "what differs between VERSION and now, as a unified diff")
    .action((doc: string, version: string | undefined, options: HistoryOptions) =>
      execute(async (context) => (await import("../commands/history.ts")).history(context, doc, version, options)),
    );
  program
    .command("restore-version")
    .description("make the text of a document what it was in VERSION; what is there now stays in the history")
    .argument("<doc>")
    .argument("<version>", "as the history names it")
    .action((doc: string, version: string) =>
      execute(async (context) => (await import("../commands/history.ts")).restoreVersion(context, doc, version)),
    );
}
