// What rules are told of the lines beside a document.
import { needsApproval, type Subject, type Surroundings } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { approvalChange, approvedThen } from "./approval-change.ts";
import { reviewStanding, standingWords } from "./approval-standing.ts";
import type { ApprovalStanding } from "./judge-approvals.ts";
import type { Reviews } from "./review-file.ts";

export interface ReviewSurroundings extends Required<Pick<Surroundings, "approval" | "review">> {
  readonly reviews: Reviews;
}

/** Git is asked only about a document that says it is approved and was changed since. Rejects with a `WorkspaceError`. */
export async function reviewSurroundings(
  workbench: Pick<Workbench, "workspace" | "config" | "types">,
  subject: Subject,
): Promise<ReviewSurroundings> {
  const { approval, reviews } = await reviewStanding(workbench, subject);
  const words = isInDoubt(subject, approval) ? await doubtWords(workbench, subject, approval) : "";
  return { approval: approval.status, review: { approval: words, conflicts: reviews.conflicts }, reviews };
}

const isInDoubt = ({ typed }: Subject, { status }: ApprovalStanding): boolean =>
  typed !== null && typed.state !== null && status !== "valid" && needsApproval(typed.type, typed.state);

/** Why an approval does not hold: whole sentences, empty where there is nothing to say beyond that nobody approved it. */
async function doubtWords(
  workbench: Pick<Workbench, "workspace" | "config" | "types">,
  subject: Subject,
  approval: ApprovalStanding,
): Promise<string> {
  const change = await approvalChange(workbench, subject, approval);
  const since = change === null ? [] : [approvedThen(change.since), change.words];
  return [...since, standingWords(approval)].filter((words) => words !== "").join(" ");
}
