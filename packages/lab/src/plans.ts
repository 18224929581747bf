// Tasks of plans, and what shows that they are done. Apart from the rest, so that a bridge starts without it.
export { markTaskInFile } from "./task/mark-task-in-file.ts";
export { readVerifications } from "./task/read-verifications.ts";
export { type TaskCheck, taskCheck, type TaskIdentity, taskIdentity } from "./task/task-check.ts";
export { TaskError } from "./task/task-error.ts";
export type { VerificationLine } from "./task/verification-line.ts";
export { verificationWords } from "./task/verification-words.ts";
export { verifyTask, type Witness, witnessTask } from "./task/verify-task.ts";
