// What is said between the thread that serves and the thread that has the rules.
import type { Workspace } from "../workspace/open-workspace.ts";
import type { Desk } from "./desk.ts";
import type { OverviewMemory } from "./overviews.ts";

export interface DeskWorkerData {
  readonly workspace: Workspace;
  /** Of the thread before. */
  readonly memory: OverviewMemory | undefined;
}

/** A method of the desk with its question. */
export type DeskRequest = {
  [Name in keyof Desk]: { readonly name: Name; readonly asked: Parameters<Desk[Name]>[0] };
}[keyof Desk];

export type DeskCall =
  | { readonly type: "call"; readonly id: number; readonly request: DeskRequest }
  | { readonly type: "abort"; readonly id: number }
  /** Nobody has asked anything for some time. */
  | { readonly type: "end" };

export type DeskReply =
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  /** It cannot be done as it was asked. */
  | { readonly type: "refused"; readonly id: number; readonly message: string; readonly remedy: string | undefined }
  | { readonly type: "failed"; readonly id: number; readonly message: string }
  | { readonly type: "ended"; readonly memory: OverviewMemory };
