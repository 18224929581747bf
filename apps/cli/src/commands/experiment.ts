// Experiments of documents: begun without blank YAML, listed, and their shape for editors.
import process from "node:process";
import { changeDocument, checkDocuments, composeSample, createDocument, DocumentError } from "@nomous/lab/documents";
import {
  composeExperiment,
  createSubject,
  experimentJsonSchema,
  findResults,
  insertBlock,
  readExperiments,
  verdictWords,
} from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askForExperiment } from "../experiment/ask-for-experiment.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { localTime } from "../workbench/local-time.ts";
import { openDocument } from "../workbench/open-document.ts";
import { explained, openWorkbench } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";

/** Asks for an experiment and writes its block into the document. Exit code 130 when the person went away. */
export async function addExperiment(context: Context, named: string): Promise<ExitCode> {
  const { path, workbench, checked, survey } = await openDocument(context, named);
  if (context.json || !context.console.isTerminal || !process.stdin.isTTY)
    throw new CliError(
      EXIT.usage,
      "An experiment is asked for in a terminal.",
      "Write a `yaml experiment` block by hand: docs/experiments.md has one, `nomous experiment schema` its shape.",
    );
  const answers = await askForExperiment(readExperiments(checked.subject.markdown).flatMap(({ id }) => id ?? []));
  if (answers === null) {
    context.console.note("Nothing was written.");
    return EXIT.interrupted;
  }
  const block = composeExperiment(answers);
  const change = async (text: string): Promise<string> =>
    insertBlock(createSubject(await survey(path, text)).subject, block, "method");
  const { kept } = await explained(changeDocument(workbench.workspace, path, change, waitingOf(context)));
  tellKept(context, path, kept);
  context.console.note(
    `${path} has the experiment ${String(answers.id)}. Look at the block, then: nomous run ${named}`,
  );
  return EXIT.ok;
}

interface ListedExperiment {
  readonly path: string;
  readonly id: string | null;
  readonly question: string | null;
  readonly state: string;
}

/** Every experiment of every document, with what was found. */
export async function listExperiments(context: Context): Promise<ExitCode> {
  const listed: ListedExperiment[] = [];
  for (const { workbench, paths, prefix } of await findChecks(context, []))
    await checkDocuments(workbench, paths, ({ subject }) => {
      for (const { id, experiment } of readExperiments(subject.markdown)) {
        const path = prefix + subject.path;
        const state =
          experiment === null
            ? "cannot be understood: nomous check says why"
            : stateOf(findResults(subject.surroundings, experiment));
        listed.push({ path, id, question: experiment?.question ?? null, state });
      }
    });
  const { console, json } = context;
  if (json) console.print(JSON.stringify({ experiments: listed }));
  else if (listed.length === 0)
    console.print("No experiments yet. Add one: nomous experiment add DOC, or try one: nomous experiment sample");
  else
    for (const { path, id, question, state } of listed) {
      console.print(`${console.style("bold", id ?? "without id")}  ${question ?? ""}`);
      console.print(console.style("dim", `  ${path}: ${state}`));
    }
  return EXIT.ok;
}

const WITHOUT = {
  none: "not run yet",
  unknown: "its evidence cannot be read",
} as const;

function stateOf(found: ReturnType<typeof findResults>): string {
  if (found.status === "broken") return `the evidence is broken (${found.path})`;
  if (found.status !== "found") return WITHOUT[found.status];
  const [{ metric, comparisons }] = found.results.metrics;
  const verdicts = comparisons.map((one) => `${one.variant} ${verdictWords(metric, one)}`);
  return `${metric.title}: ${verdicts.join(", ")}${found.isProtocolCurrent ? "" : ", changed after data"}`;
}

/** Prints the JSON Schema of the block, for editors. */
export function printSchema({ console }: Context): ExitCode {
  console.write(experimentJsonSchema());
  return EXIT.ok;
}

/** Writes a spike that is ready to run. */
export async function writeSample(context: Context): Promise<ExitCode> {
  const workbench = await openWorkbench(context);
  const { path, text } = await composeSample(workbench, localTime(context.runtime.clock.now()));
  try {
    await explained(createDocument(workbench.workspace, path, text));
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new CliError(EXIT.failure, error.message, `Run it: nomous run ${path}`, { cause: error });
  }
  context.console.print(path);
  context.console.note(`It is ready: nomous run ${path}`);
  return EXIT.ok;
}
