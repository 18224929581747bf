// Everything that must hold before a document may be relied on, in one go. Each check says what it looked at, also where it found nothing, so that nobody
// takes "not looked at" for "holds".
import { counted, type ReportedDocument } from "@nomous/workbench";
import { checkApprovals } from "./check-approvals.ts";
import { checkConflicts } from "./check-conflicts.ts";
import { checkEvidence } from "./check-evidence.ts";
import { checkFreshness } from "./check-freshness.ts";
import { type GateCheck, gateCheck, type GateReport } from "./gate-report.ts";
import { type GatePlace, lookAt, type LookedAt } from "./looked-at.ts";

export interface GateOptions {
  /** Changed foundations are told, and fail nothing. */
  readonly allowsStale: boolean;
  /** Takes out what the workspace is known to have. */
  readonly withoutKnown: (
    documents: readonly ReportedDocument[],
  ) => Promise<{ readonly documents: readonly ReportedDocument[]; readonly known: number }>;
  /** Paths of evidence that count; else all. */
  readonly evidence?: ReadonlySet<string>;
}

/** Rejects with a `WorkspaceError` when reviews or the workspace cannot be read, and with the signal's reason when it fires. */
export async function runGate(place: GatePlace, options: GateOptions): Promise<GateReport> {
  const looked = await lookAt(place);
  return [
    await checkDocumentErrors(looked, options),
    await checkApprovals(place, looked),
    await checkEvidence(place.workbench.workspace, place.onProgress, options.evidence),
    await checkFreshness(place, looked, options.allowsStale),
    checkTasks(looked),
    await checkConflicts(place),
  ];
}

async function checkDocumentErrors(
  { documents, unchecked }: LookedAt,
  { withoutKnown }: GateOptions,
): Promise<GateCheck> {
  const { documents: rest, known } = await withoutKnown(documents);
  const findings = rest.flatMap((document) => document.findings);
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const asides = [
    ...(warnings > 0 ? [`${counted(warnings, "warning")}, see nomous check`] : []),
    ...(known > 0 ? [counted(known, "known finding")] : []),
  ];
  const aside = asides.length === 0 ? "" : ` (${asides.join("; ")})`;
  const found = errors.length === 0 ? "no error" : counted(errors.length, "error");
  return gateCheck({
    name: "documents",
    summary: `${found} in ${counted(documents.length, "document")}${aside}`,
    findings: errors,
    unchecked,
    remedy:
      "Mend what is listed; `nomous check` shows each place, and `nomous check --fix` makes the fixes that are safe.",
  });
}

function checkTasks({ tasks: { done, findings } }: LookedAt): GateCheck {
  const shown = done - findings.length;
  const summary = `${shown} of ${counted(done, "task")} that ${done === 1 ? "is" : "are"} done in approved plans ${shown === 1 ? "was" : "were"} verified`;
  return gateCheck({
    name: "tasks",
    summary: done === 0 ? "no task is done in an approved plan" : summary,
    findings,
    remedy: "Verify them with `nomous plan done PLAN TASK`, or set their status to what is true.",
  });
}
