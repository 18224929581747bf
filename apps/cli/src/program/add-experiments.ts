// What measures, and what is said of it.
import { Argument, type Command, Option } from "commander";
import type { ClaimOptions } from "../commands/claim.ts";
import type { RunOptions } from "../commands/run.ts";
import type { Execute } from "./execute.ts";

export function addExperiments(program: Command, execute: Execute): void {
  program
    .command("run")
    .description("run the experiments of a document and write what was found into it; Ctrl-C keeps what ran")
    .argument("<doc>")
    .option("-e, --experiment <id>", "only this one")
    .option("--dry-run", "only show what was frozen, what it takes and what it can find")
    .option("--resume", "go on with the newest session that was stopped or has died")
    .option("-y, --yes", "do not ask before commands run that have not run here before")
    .action((doc: string, options: RunOptions) =>
      execute(async (context) => (await import("../commands/run.ts")).run(context, doc, options)),
    );
  program
    .command("fill")
    .description("write the generated parts of a document again, from the evidence that is there")
    .argument("<doc>")
    .action((doc: string) => execute(async (context) => (await import("../commands/run.ts")).fillAgain(context, doc)));
  program
    .command("claim")
    .description("bind a number in prose to its measurement; without KEY: which numbers there are")
    .argument("<doc>")
    .argument("[key]", "such as ev:ws-batch/p95")
    .option("--at <line[:column]>", "where it is written; a number that stands there is bound")
    .action((doc: string, key: string | undefined, options: ClaimOptions) =>
      execute(async (context) => (await import("../commands/claim.ts")).claim(context, doc, key, options)),
    );
  addExperiment(program, execute);
  addEvidence(program, execute);
  addProbe(program, execute);
}

function addExperiment(program: Command, execute: Execute): void {
  const experiment = program
    .command("experiment")
    .description("experiments of documents; without a word: all of them")
    .action(() => execute(async (context) => (await import("../commands/experiment.ts")).listExperiments(context)));
  experiment
    .command("add")
    .description("ask for an experiment and write it into a document")
    .argument("<doc>")
    .action((doc: string) =>
      execute(async (context) => (await import("../commands/experiment.ts")).addExperiment(context, doc)),
    );
  experiment
    .command("list")
    .description("every experiment, with what was found")
    .action(() => execute(async (context) => (await import("../commands/experiment.ts")).listExperiments(context)));
  experiment
    .command("sample")
    .description("write a spike that is ready to run")
    .action(() => execute(async (context) => (await import("../commands/experiment.ts")).writeSample(context)));
  experiment
    .command("schema")
    .description("the JSON Schema of a `yaml experiment` block")
    .action(() => execute(async (context) => (await import("../commands/experiment.ts")).printSchema(context)));
}

function addEvidence(program: Command, execute: Execute): void {
  const evidence = program.command("evidence").description("what runs have left");
  evidence
    .command("show")
    .description("what a session says, computed from its runs")
    .argument("<evidence>", "an experiment, a session or a file")
    .action((named: string) =>
      execute(async (context) => (await import("../commands/evidence.ts")).showEvidence(context, named)),
    );
  evidence
    .command("verify")
    .description("whether everything is as it was written, to the byte")
    .argument("[evidence]", "an experiment, a session or a file (default: all)")
    .action((named?: string) =>
      execute(async (context) => (await import("../commands/evidence.ts")).verify(context, named)),
    );
  evidence
    .command("history")
    .description("the primary metric over all sessions on this machine, and where its level changed")
    .argument("<experiment>")
    .action((named: string) =>
      execute(async (context) => (await import("../commands/evidence.ts")).showHistory(context, named)),
    );
  evidence
    .command("export")
    .description("the runs of a session for other programs, on stdout")
    .argument("<evidence>", "an experiment, a session or a file")
    .addOption(
      new Option("-f, --format <format>", "a row a run, or everything").choices(["csv", "json"]).default("csv"),
    )
    .action((named: string, { format }: { format: "csv" | "json" }) =>
      execute(async (context) => (await import("../commands/evidence.ts")).exportRuns(context, named, format)),
    );
}

export function addProbe(program: Command, execute: Execute): void {
  const probe = program
    .command("probe")
    .description("measure once and print the numbers as one JSON object; without NAME: which probes there are")
    .argument("[name]", "model, pipeline, websocket, codec, storage or http")
    .argument("[parameters...]", "--KEY VALUE, as `nomous probe` lists them")
    .allowUnknownOption()
    .action((name: string | undefined, words: string[]) =>
      execute(async (context) => {
        const { listProbes, probe } = await import("../commands/probe.ts");
        return name === undefined ? listProbes(context) : probe(context, name, words);
      }),
    );
  probe
    .command("read")
    .description("print what another tool measured, so that it can be a variant of an experiment")
    .addArgument(new Argument("<format>").choices(["hyperfine", "llama-bench", "tinybench"]))
    .argument("<file>", "its export in JSON")
    .option("--result <name>", "which one of several results: its name, or its number from 1")
    .action((format: "hyperfine" | "llama-bench" | "tinybench", file: string, options: { result?: string }) =>
      execute(async (context) =>
        (await import("../commands/probe.ts")).readExport(context, format, file, options.result),
      ),
    );
}
