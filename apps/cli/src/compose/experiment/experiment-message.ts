// What is said between the thread that serves and the thread that has the experiments.
import type { Workspace } from "@nomous/lab";
import type { ExperimentRun, FileTroubleCode } from "@nomous/protocol";
import type { JobPart } from "@nomous/server";
import type { ExperimentPlace } from "./open-experiments.ts";

export interface ExperimentWorkerData extends Pick<ExperimentPlace, "build" | "environment"> {
  readonly workspace: Workspace;
}

export type ExperimentQuestion =
  | { readonly name: "list" }
  | { readonly name: "plan"; readonly path: string; readonly experiment: string }
  | { readonly name: "evidence"; readonly path: string }
  | { readonly name: "allow"; readonly wanted: ExperimentRun }
  | { readonly name: "run"; readonly wanted: ExperimentRun };

export type ExperimentCall =
  | { readonly type: "call"; readonly id: number; readonly question: ExperimentQuestion }
  | { readonly type: "abort"; readonly id: number };

export type ExperimentReply =
  | { readonly type: "part"; readonly id: number; readonly part: JobPart }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  /** It cannot be done as it was asked; `file`: because of a file. */
  | { readonly type: "refused"; readonly id: number; readonly message: string; readonly file?: FileTroubleCode }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
