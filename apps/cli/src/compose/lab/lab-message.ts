// What is said between the thread that serves and the thread that has the lab.
import type { Workspace } from "@nomous/lab";
import type { KnownConflict } from "@nomous/lab/documents";
import type { ExperimentRun, FileTroubleCode, TaskRun } from "@nomous/protocol";
import type { JobPart } from "@nomous/server";
import type { LabPlace } from "./lab-place.ts";

export interface LabWorkerData extends Pick<LabPlace, "build" | "environment"> {
  readonly workspace: Workspace;
}

export type LabQuestion =
  | { readonly name: "list" }
  | { readonly name: "plan"; readonly path: string; readonly experiment: string }
  | { readonly name: "evidence"; readonly path: string }
  | { readonly name: "allow"; readonly wanted: ExperimentRun }
  | { readonly name: "run"; readonly wanted: ExperimentRun }
  | { readonly name: "freshness" }
  | { readonly name: "freshness-of"; readonly path: string }
  | { readonly name: "reviewed"; readonly path: string; readonly why: string | null }
  | { readonly name: "trace"; readonly id: string | null }
  | { readonly name: "verifications"; readonly path: string }
  | { readonly name: "task-commands"; readonly path: string; readonly task: string }
  | { readonly name: "allow-task"; readonly wanted: TaskRun }
  | { readonly name: "verify"; readonly wanted: TaskRun }
  | { readonly name: "mirror"; readonly path: string; readonly conflicts: readonly KnownConflict[] };

export type LabCall =
  | { readonly type: "call"; readonly id: number; readonly question: LabQuestion }
  | { readonly type: "abort"; readonly id: number };

export type LabReply =
  | { readonly type: "part"; readonly id: number; readonly part: JobPart }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  /** It cannot be done as it was asked; `file`: because of a file. */
  | { readonly type: "refused"; readonly id: number; readonly message: string; readonly file?: FileTroubleCode }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
