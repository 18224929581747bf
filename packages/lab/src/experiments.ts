// Experiments that run on this machine, and the evidence that they leave. Apart from the rest, so that a bridge starts without it.
export { exportEvidence, type ExportFormat } from "./evidence/export-evidence.ts";
export { listSessions, type SessionFile } from "./evidence/evidence-folder.ts";
export { type ReadEvidence, readEvidence, verifyEvidence } from "./evidence/read-evidence.ts";
export {
  allowCommands,
  areAllowed,
  commandsHash,
  commandsOf,
  type ExperimentCommand,
} from "./experiment/allowed-commands.ts";
export { type FilledFile, fillFile } from "./experiment/fill-document.ts";
export type { ProbeCommand } from "./experiment/prepare-variants.ts";
export { runSession } from "./experiment/run-session.ts";
export { SessionError } from "./experiment/session-error.ts";
export type { SessionOptions, SessionOutcome } from "./experiment/session-options.ts";
export { describeMachine } from "./machine/describe-machine.ts";
