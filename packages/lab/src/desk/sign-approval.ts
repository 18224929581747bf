// An approval is a line beside the document. Apart from the rules: a bridge that writes one does not need them for it.
import { contentHash } from "../document/content-hash.ts";
import type { Waiting } from "../document/document-lock.ts";
import { personName } from "../git/git-status.ts";
import { repositoryState } from "../git/repository-state.ts";
import { appendReview } from "../review/review-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { Moment } from "./draft-document.ts";

/** Adds a line to the reviews of a document: who approved this text, now. */
export async function signApproval(
  workspace: Workspace,
  { path, state, text }: { readonly path: string; readonly state: { readonly name: string }; readonly text: string },
  now: Moment,
  waiting: Waiting,
): Promise<void> {
  const repository = await repositoryState(workspace.root);
  const review = {
    v: 1 as const,
    type: "approval" as const,
    document: path,
    state: state.name,
    hash: contentHash(text),
    person: await personName(workspace.root),
    at: now.iso,
    ...(repository.status === "committed" && { commit: repository.commit }),
  };
  await appendReview(workspace, review, waiting);
}
