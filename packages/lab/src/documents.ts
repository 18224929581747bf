// Documents of the workbench: found, checked, written, signed. Apart from the rest, so that a bridge starts without it.
export { checkDocuments, type UncheckedDocument, type Workbench } from "./check/check-workspace.ts";
export { openWorkbench } from "./check/open-workbench.ts";
export { createSurvey, type Survey } from "./check/survey.ts";
export { composeSample } from "./desk/compose-sample.ts";
export { DeskError } from "./desk/desk-error.ts";
export { overviewOf } from "./desk/document-overview.ts";
export { draftDocument } from "./desk/draft-document.ts";
export { followersOf, noType, stateNamed } from "./desk/move-state.ts";
export { planMove, type PlannedMove } from "./desk/plan-move.ts";
export { signApproval, signerIn } from "./desk/sign-approval.ts";
export {
  CONFLICT_CHOICES,
  type ConflictChoice,
  type ConflictDecision,
  type ConflictLine,
  decisionsOf,
  nameOf,
  namesOfSide,
} from "./review/conflict-line.ts";
export { openConflict } from "./review/conflict-record.ts";
export { decideConflict } from "./review/decide-conflict.ts";
export { findConflicts, type FoundConflict } from "./review/find-conflicts.ts";
export type { KnownConflict } from "./review/known-conflict.ts";
export { mirrorConflicts } from "./review/mirror-conflicts.ts";
export { readAllReviews } from "./review/moved-approvals.ts";
export { type WordChange, wordChanges } from "./review/word-changes.ts";
export { type ApprovalReport, reportApproval } from "./review/report-approval.ts";
export { openApproverKey } from "./review/approver-key.ts";
export { DocumentError } from "./document/document-error.ts";
export type { Waiting } from "./document/document-lock.ts";
export { listMarkdown } from "./document/list-documents.ts";
export { readDocument } from "./document/read-document.ts";
export { countChangedLines, unifiedDiff } from "./document/text-difference.ts";
export { changeDocument, createDocument } from "./document/write-document.ts";
export { decodeText, encodeText } from "./document/text-bytes.ts";
export { fileDates } from "./git/file-dates.ts";
export { searchResearch } from "./retrieval/search-research.ts";
export { ConfigError } from "./workspace/config-error.ts";
export { findWorkspaceRoot, groupByWorkspace } from "./workspace/find-root.ts";
