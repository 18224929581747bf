import type { EndRecord, Evidence, EvidenceRecord, Experiment } from "@nomous/workbench/experiments";
import type { Pause } from "../document/document-lock.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { ProbeCommand } from "./prepare-variants.ts";
import type { SessionClock } from "./run-variant.ts";

export interface SessionOptions {
  readonly workspace: Workspace;
  /** Path of the document that the experiment is in, relative to the workspace. */
  readonly document: string;
  readonly experiment: Experiment;
  readonly toolVersion: string;
  readonly clock: SessionClock;
  readonly pause: Pause;
  /** Ends the session; what ran is kept. */
  readonly signal: AbortSignal;
  /** Of the program; runs see what they are allowed to. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly probeCommand: ProbeCommand;
  /** A session to go on with. */
  readonly resume?: string | undefined;
  /** Each line, once it is durable. */
  readonly onLine?: ((line: string, record: EvidenceRecord) => void) | undefined;
  /** What takes long before the first run, in words for people. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** Where this machine's lock is; the user's temporary folder unless told. */
  readonly lockFolder?: string | undefined;
}

export interface SessionOutcome {
  readonly session: string;
  /** Of the evidence, relative to the workspace. */
  readonly path: string;
  readonly reason: EndRecord["reason"];
  readonly look: EndRecord["look"];
  readonly evidence: Evidence;
}
