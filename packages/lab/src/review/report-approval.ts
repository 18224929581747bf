import type { Subject } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { approvalChange } from "./approval-change.ts";
import { reviewStanding } from "./approval-standing.ts";
import type { ApprovalLine } from "./review-file.ts";

/** How the approval of a document stands, for people and for programs. */
export interface ApprovalReport {
  readonly approval: "valid" | "stale" | "none";
  readonly needed: number;
  /** Of this very content. */
  readonly given: readonly ReportedApproval[];
  readonly ignored: readonly (ReportedApproval & { readonly why: string })[];
  /** Null unless it was changed since it was approved. */
  readonly change: (ReportedApproval & { readonly words: string; readonly diff: string | null }) | null;
}

interface ReportedApproval {
  readonly person: string;
  /** ISO 8601 with its zone. */
  readonly at: string;
  /** `.nomous/reviews/a.md-1a2b3c4d.jsonl:3` */
  readonly place: string;
  readonly isSigned: boolean;
}

/** Rejects with a `WorkspaceError` when there are reviews and they cannot be read. */
export async function reportApproval(workbench: Workbench, subject: Subject): Promise<ApprovalReport> {
  const { approval } = await reviewStanding(workbench, subject);
  const change = await approvalChange(workbench, subject, approval);
  return {
    approval: approval.status,
    needed: approval.policy.needed,
    given: approval.approvals.map(reported),
    ignored: approval.ignored.map((line) => ({ ...reported(line), why: line.why })),
    change: change === null ? null : { ...reported(change.since), words: change.words, diff: change.diff },
  };
}

const reported = ({ approval, path, line }: ApprovalLine): ReportedApproval => ({
  person: approval.person,
  at: approval.at,
  place: `${path}:${line}`,
  isSigned: approval.signature !== undefined,
});
