// How the approvals of a document stand, from the lines beside it, and beside the one that it was before it was moved.
import { needsApproval, type Subject } from "@nomous/workbench";
import type { Config } from "../workspace/read-config.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { namesInWords, policyOf } from "./approvers.ts";
import { type ApprovalStanding, judgeApprovals } from "./judge-approvals.ts";
import { readMovedReviews } from "./moved-approvals.ts";
import { type Reviews, readReviews } from "./review-file.ts";

export interface ReviewStanding {
  readonly approval: ApprovalStanding;
  /** Of the document itself. */
  readonly reviews: Reviews;
}

interface ApprovalPlace {
  readonly workspace: Workspace;
  readonly config: Pick<Config, "approvers" | "approvals">;
}

/** Rejects with a `WorkspaceError` when there are reviews and they cannot be read. */
export async function reviewStanding({ workspace, config }: ApprovalPlace, subject: Subject): Promise<ReviewStanding> {
  const reviews = await readReviews(workspace, subject.path);
  const policy = policyOf(config, subject.typed?.type.name ?? "");
  const own = judgeApprovals(subject, policy, reviews.approvals);
  // All other review files are read for it, so it is done only where it counts.
  const { typed } = subject;
  const isCounted = typed !== null && typed.state !== null && needsApproval(typed.type, typed.state);
  if (own.status === "valid" || !isCounted) return { approval: own, reviews };
  const moved = (await readMovedReviews(workspace, subject.path)).flatMap(({ approvals }) => approvals);
  if (moved.length === 0) return { approval: own, reviews };
  const both = judgeApprovals(subject, policy, [...moved, ...reviews.approvals]);
  // Lines of a document that is gone say something of this one only where its content is theirs.
  return { approval: both.approvals.length > own.approvals.length ? both : own, reviews };
}

/** Why a document is not approved, in sentences; empty where there is nothing to say beyond that nobody did. */
export function standingWords({ policy, approvals, ignored }: ApprovalStanding): string {
  const { needed, approvers } = policy;
  const given = approvals.map(({ approval }) => approval.person);
  const counted =
    needed === 1 && given.length === 0
      ? []
      : [`It has ${given.length} of ${needed} approvals${given.length === 0 ? "" : ` (${given.join(", ")})`}.`];
  const unheard = ignored.slice(-1).map(({ path, line, why }) => `${path}:${line} does not count: ${why}.`);
  const who = counted.length + unheard.length === 0 || approvers === null ? [] : [mayApprove(policy)];
  return [...counted, ...unheard, ...who].join(" ");
}

/** "Ada or Grace may approve a spec." */
export const mayApprove = ({ approvers, type }: ApprovalStanding["policy"]): string =>
  approvers === null
    ? "Anybody may approve."
    : `${namesInWords(approvers.map(({ name }) => name)) || "Nobody"} may approve a ${type}.`;
