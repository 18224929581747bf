// An approval is a line beside the document. Apart from the rules: a bridge that writes one does not need them for it.
import type { Waiting } from "../document/document-lock.ts";
import { personName } from "../git/git-status.ts";
import { repositoryState } from "../git/repository-state.ts";
import { type ApproverKey, readApproverKey } from "../review/approver-key.ts";
import { personKey } from "../review/approvers.ts";
import { appendReview } from "../review/review-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { Moment } from "./draft-document.ts";

/** What is to be signed. */
export interface WantedApproval {
  /** Of the document. */
  readonly path: string;
  /** Name of the state that is approved. */
  readonly state: string;
  /** Of the content: see `signedHash`. */
  readonly hash: string;
}

export interface Signer {
  readonly person: string;
  /** Null: approvals of this person are lines that nobody can prove. */
  readonly key: ApproverKey | null;
}

/** Who works here, with the key in their own folder, where there is one. Rejects with a `DeskError` when the key cannot be used. */
export async function signerIn({ root }: Workspace, keyFolder: string | null): Promise<Signer> {
  const [name, key] = await Promise.all([personName(root), keyFolder === null ? null : readApproverKey(keyFolder)]);
  return { person: personKey(name), key };
}

/** Adds a line to the reviews of a document: who approved this content, now. */
export async function signApproval(
  workspace: Workspace,
  { path, state, hash }: WantedApproval,
  { person, key }: Signer,
  now: Moment,
  waiting: Waiting,
): Promise<void> {
  const repository = await repositoryState(workspace.root);
  const facts = { document: path, state, hash, person, at: now.iso };
  const review = {
    v: 1 as const,
    type: "approval" as const,
    ...facts,
    ...(repository.status === "committed" && { commit: repository.commit }),
    ...(key !== null && { key: key.publicKey, signature: key.sign(facts) }),
  };
  await appendReview(workspace, review, waiting);
}
