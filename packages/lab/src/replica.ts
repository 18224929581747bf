// Files of documents as a bridge follows them; apart from the rules, so that a bridge starts without them.
export type { Pause } from "./document/document-lock.ts";
export { headCommit, rememberGitFolder } from "./git/git-folder.ts";
export { createGitIdle } from "./git/git-idle.ts";
export { FileWatch } from "./replica/file-watch.ts";
export { createVersions } from "./replica/kept-versions.ts";
export { movedTo } from "./replica/moved-to.ts";
export { keepReplica, readReplica } from "./replica/read-replica.ts";
export { ReplicaError } from "./replica/replica-error.ts";
export { writeReplica } from "./replica/write-replica.ts";
