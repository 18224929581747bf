export { type GitStatus, gitStatus, personName } from "./git/git-status.ts";
export type { IndexStatus, Passage } from "./retrieval/live-index.ts";
export { startWorkspaceIndex, type WorkspaceIndex, type WorkspaceIndexOptions } from "./retrieval/workspace-index.ts";
export type { FoundFiles } from "./workspace/find-files.ts";
export { openWorkspace, type Workspace } from "./workspace/open-workspace.ts";
export { type ImageFile, readImage } from "./workspace/read-image.ts";
export { type FileLines, readLines } from "./workspace/read-lines.ts";
export { redactSecrets } from "./workspace/redact-secrets.ts";
export { WorkspaceError } from "./workspace/workspace-error.ts";
