// What changed in a document since it was approved, for those who approve it again.
import { changedSections, changedWords, signedTexts, type Subject } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { unifiedDiff } from "../document/text-difference.ts";
import type { ApprovalStanding } from "./judge-approvals.ts";
import { findApprovedVersion } from "./approved-version.ts";
import type { ApprovalLine } from "./review-file.ts";

export interface ApprovalChange {
  readonly since: ApprovalLine;
  /** A sentence: which sections, or why that cannot be told. */
  readonly words: string;
  /** Null where it cannot be told. Without the state of the document and the progress of its tasks, which no approval signs. */
  readonly diff: string | null;
}

/** Null where nothing was approved, or what was approved is what is there. */
export async function approvalChange(
  workbench: Pick<Workbench, "workspace" | "config" | "types">,
  subject: Subject,
  { status, before }: ApprovalStanding,
): Promise<ApprovalChange | null> {
  if (status !== "stale" || before === null) return null;
  const version = await findApprovedVersion(workbench, subject, before);
  if (version.status === "unknown") {
    const words = `What changed since cannot be told, because ${version.because}.`;
    return { since: before, words, diff: null };
  }
  const [then, now] = [signedBy(version.subject, before), signedBy(subject, before)];
  const words = changedWords(changedSections(then, now)) ?? "changed since: blanks between its sections";
  const day = before.approval.at.slice(0, 10);
  const names = [`${before.approval.document} as approved on ${day}`, subject.path] as const;
  return {
    since: before,
    words: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
    diff: unifiedDiff(then, now, names),
  };
}

/** "Ada approved it on 2026-01-31, and it was changed since." */
export const approvedThen = ({ approval }: ApprovalLine): string =>
  `It was changed after ${approval.person} had approved it on ${approval.at.slice(0, 10)}.`;

function signedBy(subject: Subject, { approval }: ApprovalLine): string {
  const state = subject.typed?.type.states.find(({ name }) => name === approval.state);
  const text = state === undefined ? subject.markdown.text : signedTexts(subject, state)[0];
  return text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
}
