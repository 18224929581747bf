// Runs the experiments of a document: shows what was frozen, asks before commands run that this workspace has not run before, follows the
// rounds, and writes what was found into the document.
import { dirname, relative } from "node:path";
import { fillFile, runSession, type SessionOutcome } from "@nomous/lab/experiments";
import { analyse } from "@nomous/workbench";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { allowCommands } from "../experiment/allow-commands.ts";
import { explainedRun } from "../experiment/explain-run.ts";
import { followSession } from "../experiment/follow-session.ts";
import { openExperiments, type OpenedExperiment } from "../experiment/open-experiments.ts";
import { printPlan } from "../experiment/print-plan.ts";
import { printVerdicts } from "../experiment/print-verdicts.ts";
import { probeCommand } from "../experiment/probe-command.ts";
import { resumableSession } from "../experiment/resumable-session.ts";
import { onSignal } from "../interrupts.ts";
import { openDocument, type OpenedDocument } from "../workbench/open-document.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";

export interface RunOptions {
  readonly experiment?: string;
  readonly dryRun?: boolean;
  /** Goes on with the newest session that has no end or was stopped. */
  readonly resume?: boolean;
  readonly yes?: boolean;
}

/** Exit code 0: every session is complete, whatever its verdict. 130: stopped, and what ran is kept. */
export async function run(context: Context, named: string, options: RunOptions): Promise<ExitCode> {
  const { document, experiments } = await openExperiments(context, named, options.experiment);
  const isDry = options.dryRun === true;
  for (const opened of experiments) printPlan(context, document, opened, isDry);
  if (isDry) return EXIT.ok;
  await allowCommands(context, document, experiments, options.yes === true);
  const interrupt = new AbortController();
  const stopListening = onSignal(context.runtime.clock, ["SIGINT", "SIGTERM"], () => interrupt.abort());
  try {
    return await runAll(context, document, experiments, options, interrupt.signal);
  } finally {
    stopListening();
    context.console.status();
  }
}

async function runAll(
  context: Context,
  document: OpenedDocument,
  experiments: readonly OpenedExperiment[],
  options: RunOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  for (const opened of experiments) {
    const outcome = await runOne(context, document, opened, options, signal);
    if (outcome === null) return EXIT.interrupted;
    await fill(context, document, opened === experiments.at(-1));
    if (outcome.reason === "stopped") return tellStopped(context, document, opened, outcome);
    printVerdicts(context, outcome.path, analyse(outcome.evidence));
  }
  context.console.note(`${document.path} says what was found. Next: nomous check ${shown(context, document)}`);
  return EXIT.ok;
}

/** Null when it was stopped before its first line. */
async function runOne(
  context: Context,
  { path, workbench: { workspace } }: OpenedDocument,
  { experiment }: OpenedExperiment,
  { resume }: RunOptions,
  signal: AbortSignal,
): Promise<SessionOutcome | null> {
  const resumed = resume === true ? await resumableSession(workspace, experiment) : undefined;
  const follow = followSession(context, experiment, resumed?.before);
  const running = runSession({
    workspace,
    document: path,
    experiment,
    toolVersion: context.build,
    clock: context.runtime.clock,
    pause: waitingOf(context).pause,
    signal,
    environment: context.env,
    probeCommand,
    resume: resumed?.session,
    onLine: follow.line,
    onNote: follow.note,
  });
  try {
    return await explainedRun(running);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Documents are named as the person would name them. */
const shown = ({ cwd }: Context, { path, workbench: { workspace } }: OpenedDocument): string =>
  relative(cwd, `${workspace.root}/${path}`) || path;

/** What others of the document lack is told once, at the end. */
async function fill(context: Context, { path, workbench }: OpenedDocument, isLast = true): Promise<void> {
  const { console } = context;
  const { charts, moved, notes, kept } = await explainedRun(fillFile(workbench, path, waitingOf(context)));
  tellKept(context, path, kept);
  for (const words of moved) console.note(words);
  if (isLast) for (const words of notes) console.note(words);
  if (charts.length > 0) console.note(drawnText(charts));
}

const drawnText = (charts: readonly string[]): string => {
  const folders = [...new Set(charts.map((chart) => dirname(chart)))];
  return `Drawn: ${charts.length} ${charts.length === 1 ? "chart" : "charts"} in ${folders.join(", ")}`;
};

function tellStopped(
  context: Context,
  document: OpenedDocument,
  { experiment }: OpenedExperiment,
  { path, evidence }: SessionOutcome,
): ExitCode {
  const { roundsDone } = analyse(evidence);
  const rounds = `${roundsDone} round${roundsDone === 1 ? "" : "s"}`;
  context.console.note(`Stopped after ${rounds} of ${experiment.id}; they are in ${path}.`);
  context.console.note(`Go on with: nomous run ${shown(context, document)} --experiment ${experiment.id} --resume`);
  return EXIT.interrupted;
}

/** `nomous fill`: writes what is generated again, from the evidence that is there. */
export async function fillAgain(context: Context, named: string): Promise<ExitCode> {
  await fill(context, await openDocument(context, named));
  return EXIT.ok;
}
