import { readReviews } from "../review/review-file.ts";
import type { Review } from "../review/review.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { VerificationLine } from "./verification-line.ts";

/** What was seen of the tasks of a document, oldest first. Rejects with a `WorkspaceError` when there is some and it cannot be read. */
export async function readVerifications(workspace: Workspace, document: string): Promise<VerificationLine[]> {
  const { reviews } = await readReviews(workspace, document);
  return verificationsAmong(reviews);
}

export const verificationsAmong = (reviews: readonly Review[]): VerificationLine[] =>
  reviews.filter((one) => one.type === "verification");
