// Tells what documents rest on that is no longer what it was, with the commit and the change.
import { freshnessOf, type Progress, surveyFreshness } from "@nomous/lab/staleness";
import type { UncheckedDocument } from "@nomous/lab/documents";
import type { DocumentFreshness } from "@nomous/workbench/staleness";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { printStale } from "../staleness/print-stale.ts";
import { type StaleTally, tallyStale } from "../staleness/tally-stale.ts";
import { withoutControls } from "../without-controls.ts";
import { findChecks, type PlannedCheck } from "../workbench/find-checks.ts";
import { explained } from "../workbench/open-workbench.ts";

export interface StaleOptions {
  /** What is fresh as well. */
  readonly all?: boolean;
  /** The change of each target. */
  readonly diff?: boolean;
}

/** Exit code 0: all is fresh. 1: something needs review or is broken. 2: nothing could be told. */
export async function stale(context: Context, named: readonly string[], options: StaleOptions): Promise<ExitCode> {
  const checks = await findChecks(context, named);
  const interrupt = new AbortController();
  const stopListening = onSignal(context.runtime.clock, ["SIGINT", "SIGTERM"], () => interrupt.abort());
  const documents: DocumentFreshness[] = [];
  const problems: UncheckedDocument[] = [];
  try {
    for (const planned of checks) {
      const found = await explained(surveyOne(context, planned, named.length > 0, interrupt.signal));
      documents.push(...found.documents);
      problems.push(...found.problems);
    }
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    stopListening();
    context.console.status();
  }
  const tally = tallyStale(documents);
  if (context.json) printJson(context, documents, problems, tally);
  else {
    printStale(context.console, documents, tally, options);
    for (const { path, message } of problems)
      context.console.note(withoutControls(message.startsWith(path) ? message : `${path}: ${message}`));
  }
  return exitOf(tally, problems);
}

function exitOf({ needsReview, broken, unverifiable, fresh }: StaleTally, problems: readonly unknown[]): ExitCode {
  if (needsReview + broken > 0) return EXIT.failure;
  return problems.length > 0 || (unverifiable > 0 && fresh === 0) ? EXIT.usage : EXIT.ok;
}

interface Surveyed {
  readonly documents: readonly DocumentFreshness[];
  readonly problems: readonly UncheckedDocument[];
}

async function surveyOne(
  { console }: Context,
  { workbench, paths, prefix }: PlannedCheck,
  isNamed: boolean,
  signal: AbortSignal,
): Promise<Surveyed> {
  const onProgress = (progress: Progress): void => console.status(progressText(progress));
  const { documents, problems } = await surveyFreshness(workbench, { signal, onProgress });
  const wanted = new Set(paths);
  const found = isNamed ? documents.filter(({ path }) => wanted.has(path)) : documents;
  const listed = new Set(found.map(({ path }) => path));
  const more: DocumentFreshness[] = [];
  // A person may name what the workspace leaves out.
  for (const path of paths.filter((path) => isNamed && !listed.has(path))) {
    const one = await freshnessOf(workbench, path, { signal });
    if (one !== null) more.push(one);
  }
  return {
    documents: [...found, ...more].map((one) => ({ ...one, path: prefix + one.path })),
    problems: problems.map(({ path, message }) => ({ path: prefix + path, message })),
  };
}

function progressText({ doing, done, total }: Progress): string {
  if (doing === "history") return `Reading the history: ${done} commits`;
  return total === null ? "Comparing" : `Comparing ${done} of ${total} targets`;
}

function printJson(
  { console }: Context,
  documents: readonly DocumentFreshness[],
  problems: readonly UncheckedDocument[],
  { needsReview, broken, unverifiable, fresh, moved }: StaleTally,
): void {
  const summary = { documents: documents.length, fresh, needsReview, broken, unverifiable, moved };
  console.print(JSON.stringify({ summary, documents, problems }));
}
