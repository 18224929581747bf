// What the program and its run host tell each other. The host is a process that does nothing but start one command at a time and watch it: nobody
// else's work delays a measurement, and what the system counts of its children is of this command alone.
import type { ProcessReading } from "@nomous/workbench/experiments";
import type { Disturbances } from "../machine/disturbances.ts";

export interface RunRequest {
  readonly type: "run";
  /** No shell: the first is a program's path. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** All that the command sees but the mark. */
  readonly env: Readonly<Record<string, string>>;
  /** By this the processes of a run are known, also those that leave its process group. */
  readonly mark: string;
  readonly timeoutMs: number;
}

/** Ends the command in flight and everything that it started, at once. */
interface KillRequest {
  readonly type: "kill";
}

export type HostRequest = RunRequest | KillRequest;

/** The environment variable that carries the mark. */
export const MARK = "NOMOUS_RUN";

export type HostReply = { readonly type: "ready" } | { readonly type: "ran"; readonly ran: RanCommand };

export interface RanCommand {
  /** Why it could not be started; null when it was. */
  readonly notStarted: string | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly isTimedOut: boolean;
  /** Processes that were still there after it had ended; they have been killed. */
  readonly left: number;
  readonly process: Readonly<Record<ProcessReading, number | null>>;
  readonly stdout: PrintedOutput;
  readonly stderr: PrintedOutput;
  readonly disturbances: Disturbances;
}

export interface PrintedOutput {
  readonly bytes: number;
  /** The beginning, 1 MiB at most. */
  readonly head: Uint8Array;
  /** The end, 1 MiB at most; null when the beginning is all of it. */
  readonly end: Uint8Array | null;
}
