// The documents of a workspace, each looked at once: what the checks of a gate want to know of it is kept, and no text.
import {
  fieldOf,
  needsApproval,
  readPlan,
  reportDocument,
  type ReportedDocument,
  type Subject,
} from "@nomous/workbench";
import { checkEach, type CheckOutcome, type UncheckedDocument, type Workbench } from "../check/check-workspace.ts";
import type { Disk } from "../check/disk-surroundings.ts";
import { reviewStanding } from "../review/approval-standing.ts";
import type { ApprovalStanding } from "../review/judge-approvals.ts";
import { PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import type { GateFinding } from "./gate-report.ts";

export interface GatePlace {
  readonly workbench: Workbench;
  /** Of the documents, relative to the workspace. */
  readonly paths: readonly string[];
  readonly disk: Disk;
  /** Only these documents count, and what lies beside them, ignored or not: those that a commit changes. Null: all of the workspace. */
  readonly only: ReadonlySet<string> | null;
  readonly signal?: AbortSignal;
  /** A line for a person who waits. */
  readonly onProgress: (line: string) => void;
}

export interface LookedAt {
  readonly documents: readonly ReportedDocument[];
  readonly unchecked: readonly UncheckedDocument[];
  /** Those that say they are in a state that needs an approval. */
  readonly approved: readonly ApprovedDocument[];
  /** Of plans that were approved. */
  readonly tasks: { readonly done: number; readonly findings: readonly GateFinding[] };
}

export interface ApprovedDocument {
  readonly path: string;
  readonly standing: ApprovalStanding;
  /** It names no type of ours: another tool's, which may be approved elsewhere. */
  readonly isForeign: boolean;
  /** Where it says so, with what is the matter if its approval does not hold. */
  readonly status: GateFinding;
}

/** Told by checks of their own. */
const TOLD_ELSEWHERE = /^lifecycle\.(?:approval-missing|approval-stale|open-conflict)$/;

export async function lookAt({ workbench, paths, disk, signal, onProgress }: GatePlace): Promise<LookedAt> {
  const documents: ReportedDocument[] = [];
  const unchecked: UncheckedDocument[] = [];
  const approved: ApprovedDocument[] = [];
  const tasks: GateFinding[] = [];
  let done = 0;
  let looked = 0;
  for await (const outcome of checkEach(workbench, paths, () => disk)) {
    signal?.throwIfAborted();
    onProgress(`Looking at ${(looked += 1)} of ${paths.length} documents`);
    if ("message" in outcome) {
      unchecked.push(outcome);
      continue;
    }
    // Lines of reviews that nobody understands are told with the approvals.
    unchecked.push(...outcome.problems.filter(({ path }) => !path.startsWith(`${PRIVATE_FOLDER}/`)));
    documents.push(reportOf(outcome));
    const one = await approvedDocument(workbench, outcome);
    if (one === null) continue;
    approved.push(one);
    if (one.isForeign && workbench.config.approvers === null) continue;
    const found = unshownTasks(outcome);
    done += found.done;
    tasks.push(...found.findings);
  }
  return { documents, unchecked, approved, tasks: { done, findings: tasks } };
}

function reportOf({ checked }: CheckOutcome): ReportedDocument {
  const { next: _, ...report } = reportDocument(checked);
  return { ...report, findings: report.findings.filter(({ rule }) => !TOLD_ELSEWHERE.test(rule)) };
}

async function approvedDocument(workbench: Workbench, { checked }: CheckOutcome): Promise<ApprovedDocument | null> {
  const { subject } = checked;
  const { typed, path, surroundings } = subject;
  if (typed === null || typed.state === null || !needsApproval(typed.type, typed.state)) return null;
  const { approval: standing } = await reviewStanding(workbench, subject);
  const words = surroundings.review?.approval ?? "";
  const said = `It says "${typed.state.label}"`;
  const message =
    words === "" ? `${said}, and nobody approved it.` : standing.status === "stale" ? words : `${said}. ${words}`;
  const isForeign = fieldOf(typed.metadata, ["nomous"]) === undefined;
  return {
    path,
    standing,
    isForeign,
    status: findingIn(checked, { rule: "gate.approvals", message, ...statusOf(subject) }),
  };
}

function statusOf({ typed, markdown }: Subject): { readonly from: number; readonly to: number } {
  const { from, to } = (typed && fieldOf(typed.metadata, ["status", "state"])) ?? {
    from: markdown.bodyFrom,
    to: markdown.bodyFrom,
  };
  return { from, to };
}

/** Tasks that say they are done, and nothing shows it. */
function unshownTasks({ checked }: CheckOutcome): { readonly done: number; readonly findings: GateFinding[] } {
  const { subject } = checked;
  const said = readPlan(subject).tasks.filter(({ standing }) => standing === "done");
  const shown = new Map(
    readPlan(subject, subject.surroundings.verifications ?? new Map()).tasks.map((task) => [task.id, task]),
  );
  const findings = said.flatMap(({ id, from, to, verify }) => {
    const standing = shown.get(id)?.standing;
    if (standing === "done") return [];
    const outdated = subject.surroundings.verifications?.get(id) === "outdated";
    const why =
      standing === "failed"
        ? "its verification failed"
        : outdated
          ? "it was verified before it was rewritten"
          : verify === ""
            ? "it has no Verify that could show it"
            : "nothing shows it";
    return [findingIn(checked, { rule: "gate.tasks", message: `${id} says it is done, and ${why}.`, from, to })];
  });
  return { done: said.length, findings };
}

interface Place {
  readonly rule: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** An error with its place, as reports take it. */
function findingIn({ subject, recognised }: CheckOutcome["checked"], place: Place): GateFinding {
  const finding = { ...place, severity: "error" as const, weight: "wrong" as const };
  const [reported] = reportDocument({ subject, recognised, findings: [finding] }).findings;
  if (reported === undefined) throw new Error("a finding was lost");
  return reported;
}
