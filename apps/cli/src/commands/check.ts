import { changeDocument, checkDocuments, createSurvey, type UncheckedDocument } from "@nomous/lab/documents";
import {
  type CheckedDocument,
  checkDocument,
  type CheckReport,
  exitOf,
  fixAll,
  type Outcome,
  renderGithub,
  renderJson,
  renderJunit,
  renderSarif,
  reportDocument,
  RULES,
  type ReportedDocument,
} from "@nomous/workbench";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { type BaselineOutcome, useBaseline } from "../workbench/baseline-file.ts";
import { findChecks, type PlannedCheck } from "../workbench/find-checks.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";
import { printPretty } from "../workbench/print-pretty.ts";
import type { CheckOptions } from "./check-options.ts";

const EXITS: Readonly<Record<Outcome, ExitCode>> = { clean: EXIT.ok, findings: EXIT.failure, unchecked: EXIT.usage };

/** Checks documents and tells what was found: exit code 0 clean, 1 errors or warnings, 2 something could not be checked. */
export async function check(context: Context, named: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const checks = await findChecks(context, named);
  const total = checks.reduce((sum, { paths }) => sum + paths.length, 0);
  const outcomes: WorkspaceOutcome[] = [];
  let done = 0;
  const tell = (): void => context.console.status(`Checking ${(done += 1)} of ${total} documents`);
  const interrupt = new AbortController();
  const stopListening = onSignal(context.runtime.clock, ["SIGINT", "SIGTERM"], () => interrupt.abort());
  try {
    for (const planned of checks) {
      outcomes.push(await checkOne(context, planned, options, { tell, signal: interrupt.signal }));
      if (interrupt.signal.aborted) return EXIT.interrupted;
    }
  } finally {
    stopListening();
    context.console.status();
  }
  const report = reportOf(outcomes, context.build);
  print(context, report, outcomes, options);
  return options.baseline === true && report.unchecked.length === 0 ? EXIT.ok : EXITS[exitOf(report)];
}

interface WorkspaceOutcome extends BaselineOutcome {
  readonly prefix: string;
  readonly unchecked: readonly UncheckedDocument[];
  readonly fixed: number;
}

interface Running {
  readonly tell: () => void;
  readonly signal: AbortSignal;
}

async function checkOne(
  context: Context,
  { workbench, paths, prefix }: PlannedCheck,
  options: CheckOptions,
  { tell, signal }: Running,
): Promise<WorkspaceOutcome> {
  const documents: ReportedDocument[] = [];
  let fixed = 0;
  const fix = fixer(context, workbench);
  const take = async (checked: CheckedDocument): Promise<void> => {
    const hasFix = options.fix === true && checked.findings.some((finding) => finding.fix !== undefined);
    const after = hasFix ? await fix(checked) : { checked, fixed: 0 };
    fixed += after.fixed;
    documents.push(reportDocument(after.checked));
    tell();
  };
  const unchecked = await checkDocuments(workbench, paths, take, signal);
  const outcome = await useBaseline(context, workbench, documents, options.baseline === true);
  return { ...outcome, prefix, unchecked, fixed };
}

/** Makes the safe fixes in the file as it is by now, and checks what came out. */
function fixer(context: Context, workbench: PlannedCheck["workbench"]) {
  const survey = createSurvey(workbench);
  return async ({ subject: { path } }: CheckedDocument): Promise<{ checked: CheckedDocument; fixed: number }> => {
    let fixed = 0;
    const changed = await changeDocument(
      workbench.workspace,
      path,
      async (text) => {
        const input = await survey(path, text);
        const result = fixAll((current) => checkDocument({ ...input, text: current }).findings, text);
        fixed = result.applied.length;
        return result.text;
      },
      waitingOf(context),
    );
    tellKept(context, path, changed.kept);
    return { checked: checkDocument(await survey(path, changed.text)), fixed };
  };
}

function reportOf(outcomes: readonly WorkspaceOutcome[], version: string): CheckReport {
  return {
    documents: outcomes.flatMap(({ prefix, documents }) => documents.map((document) => withPrefix(document, prefix))),
    unchecked: outcomes.flatMap(({ prefix, unchecked }) =>
      unchecked.map(({ path, message }) => ({ path: prefix + path, message })),
    ),
    known: outcomes.reduce((sum, { known }) => sum + known, 0),
    fixed: outcomes.reduce((sum, { fixed }) => sum + fixed, 0),
    tool: { name: "nomous", version },
  };
}

const withPrefix = (document: ReportedDocument, prefix: string): ReportedDocument => ({
  ...document,
  path: prefix + document.path,
  findings: document.findings.map((finding) => ({ ...finding, path: prefix + finding.path })),
});

const RENDERERS = {
  json: renderJson,
  sarif: (report: CheckReport) => renderSarif(report, RULES),
  junit: renderJunit,
  github: renderGithub,
} as const;

function print(
  { console, json }: Context,
  report: CheckReport,
  outcomes: readonly WorkspaceOutcome[],
  { format, notes = false }: CheckOptions,
): void {
  const machine = json ? "json" : format;
  if (machine === "pretty") printPretty(console, report, notes);
  else console.write(RENDERERS[machine](report));
  for (const { note } of outcomes) if (note !== undefined) console.note(note);
}
