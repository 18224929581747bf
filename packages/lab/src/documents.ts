// Documents of the workbench: found, checked, written, signed. Apart from the rest, so that a bridge starts without it.
export {
  checkDocuments,
  createSurvey,
  type Survey,
  type UncheckedDocument,
  type Workbench,
} from "./check/check-workspace.ts";
export { openWorkbench } from "./check/open-workbench.ts";
export { contentHash } from "./document/content-hash.ts";
export { DocumentError } from "./document/document-error.ts";
export type { Waiting } from "./document/document-lock.ts";
export { listMarkdown } from "./document/list-documents.ts";
export { readDocument } from "./document/read-document.ts";
export { changeDocument, createDocument } from "./document/write-document.ts";
export { decodeText, encodeText } from "./document/text-bytes.ts";
export { fileDates } from "./git/file-dates.ts";
export { ownerOf } from "./git/owners.ts";
export { repositoryState } from "./git/repository-state.ts";
export { searchResearch } from "./retrieval/search-research.ts";
export { appendReview } from "./review/review-file.ts";
export { ConfigError } from "./workspace/config-error.ts";
export { findWorkspaceRoot, groupByWorkspace } from "./workspace/find-root.ts";
