// The command line as data: names, options and help. A command's module is loaded only when it runs, so that starting
// the bridge does not pay for the rest.
import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { ExportOptions } from "./commands/export.ts";
import type { ServeOptions } from "./commands/serve.ts";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { addChat } from "./program/add-chat.ts";
import { addConflicts } from "./program/add-conflicts.ts";
import { addExperiments } from "./program/add-experiments.ts";
import { addGate } from "./program/add-gate.ts";
import { addGpu, addModels } from "./program/add-models.ts";
import { addPlan } from "./program/add-plan.ts";
import { addStaleness } from "./program/add-staleness.ts";
import { addTrace } from "./program/add-trace.ts";
import { addWorkbench } from "./program/add-workbench.ts";
import { type Execute, numberFrom, type Run } from "./program/execute.ts";

const EXAMPLES = `
Examples:
  nomous                               serve this folder and print a link for the browser
  nomous chat "Where is the port set?" one question, one answer
  git diff | nomous chat "Review this" the question with a context
  nomous chat --continue               go on with the newest conversation
  nomous --model ./tiny.gguf           serve with a model of your own
  nomous models                        which models are here, and which one answers
  nomous new spike "Batch the frames"  a document to fill in, and what to write first
  nomous edit docs/specs/resume.md     your own editor, while others may write in it too
  nomous run docs/spikes/batch.md      measure what a spike asks, and write down what was found
  nomous check                         what is missing, contradictory or broken in your documents
  nomous backup ~/nomous.db            a copy while work goes on
  nomous doctor                        what works here and what does not

Exit codes: 0 done, 1 failed or something was found, 2 wrong usage or could not check, 3 bridge away or cannot
  start, 4 refused or not paired, 5 the answer ended in an error, 130 interrupted, 141 the output was closed`;

/** Runs the command that `args` name. Wrong usage is told on stderr, with a suggestion, and thrown as `CommanderError`. */
export async function runProgram(
  args: readonly string[],
  context: Omit<Context, "workspace" | "isWorkspaceNamed" | "json">,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = new Command("nomous");
  const execute = async (run: Run): Promise<void> => {
    const { workspace, json = false } = program.opts<{ workspace?: string; json?: boolean }>();
    const isWorkspaceNamed = workspace !== undefined;
    exit = await run({ ...context, workspace: resolve(context.cwd, workspace ?? "."), isWorkspaceNamed, json });
  };
  program
    .description("An offline-first bridge between the browser and local AI. Without a command: serve.")
    .version(context.build, "-V, --version", "print the version")
    .option("-w, --workspace <dir>", "the folder to work with (default: the one you are in)")
    .option("--json", "print one machine-readable document instead of words")
    .helpOption("-h, --help", "explain")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXAMPLES)
    .configureOutput({
      writeOut: (text) => context.console.write(text),
      writeErr: (text) => context.console.note(text.trimEnd()),
    })
    .exitOverride();
  addServing(program, execute);
  addChat(program, execute);
  addWorkbench(program, execute);
  addConflicts(program, execute);
  addTrace(program, execute);
  addStaleness(program, execute);
  addExperiments(program, execute);
  addPlan(program, execute);
  addGate(program, execute);
  addModels(program, execute);
  addGpu(program, execute);
  addKeeping(program, execute);
  await program.parseAsync(withDefaultCommand(program, args), { from: "user" });
  return exit;
}

const SERVE = "serve";

/** `nomous --open` means `nomous serve --open`. */
function withDefaultCommand(program: Command, args: readonly string[]): string[] {
  const asksForHelp = args.some((arg) => ["-h", "--help", "-V", "--version"].includes(arg));
  return asksForHelp || program.parseOptions([...args]).operands.length > 0 ? [...args] : [SERVE, ...args];
}

function addServing(program: Command, execute: Execute): void {
  const serving = (name: string, options?: { hidden: boolean }): Command =>
    program
      .command(name, options)
      .addOption(
        new Option("-p, --port <number>", "the port of this workspace, from now on (0: any, not remembered)").argParser(
          numberFrom(0, MAX_PORT, { isWhole: true }),
        ),
      )
      .option("-m, --model <name>", "a GGUF file or a model's name: it answers where nobody asks for another")
      .option("--verbose", "the log on stderr too");
  serving(SERVE)
    .description("serve the workspace to the browser, until Ctrl-C")
    .option("--open", "open the browser")
    .action((options: Omit<ServeOptions, "open"> & { open?: boolean }) =>
      execute(async (context) => {
        const { serve } = await import("./commands/serve.ts");
        return serve(context, { ...options, open: options.open === true ? "always" : "never" });
      }),
    );
  // What `npm start` runs.
  serving("start", { hidden: true }).action((options: Omit<ServeOptions, "open">) =>
    execute(async (context) => {
      const { serve } = await import("./commands/serve.ts");
      return serve(context, { ...options, open: "if-possible" });
    }),
  );
}

function addKeeping(program: Command, execute: Execute): void {
  program
    .command("link")
    .description("print another one-time link that pairs a browser")
    .action(() => execute(async (context) => (await import("./commands/link.ts")).printLink(context)));
  program
    .command("doctor")
    .description("check what Nomous needs, and say what to do")
    .action(() => execute(async (context) => (await import("./commands/doctor.ts")).doctor(context)));
  program
    .command("backup")
    .description("copy the database of the workspace into a new FILE, while work goes on")
    .argument("<file>")
    .action((file: string) =>
      execute(async (context) => (await import("./commands/backup.ts")).backup(context, resolve(context.cwd, file))),
    );
  program
    .command("restore")
    .description("put a backup in the place of the workspace's database; what was there is kept beside it")
    .argument("<file>")
    .action((file: string) =>
      execute(async (context) => (await import("./commands/restore.ts")).restore(context, resolve(context.cwd, file))),
    );
  program
    .command("export")
    .description("write all conversations with every branch")
    .addOption(
      new Option("-f, --format <format>", "Markdown, one file each, or one JSON document")
        .choices(["md", "json"])
        .default("md"),
    )
    .option("-o, --out <path>", "folder (md) or file (json); - is stdout (default: nomous-export, nomous-export.json)")
    .action((options: ExportOptions) =>
      execute(async (context) => (await import("./commands/export.ts")).exportConversations(context, options)),
    );
}

const MAX_PORT = 65_535;
