// What the series and its people say to each other. Every order has one answer; none comes from a process that was killed.
import type { ConflictResolution, DocumentView } from "@nomous/client";
import type { ClientId, ConflictChoice, ConflictId, DocumentId, EditConflict } from "@nomous/protocol";
import type { AbsencePlan, PlannedEdit } from "../../documents/absence/plan.ts";

/** In one transaction of an editor, by a program, or letter by letter. */
export type Manner = "whole" | "program" | "letters";

interface Orders {
  /** Answered when it is safe in the storage. */
  readonly edit: (order: {
    /** Of the documents that everybody has, from 0. */
    readonly place: number;
    readonly lines: AbsencePlan["lines"];
    readonly edit: PlannedEdit;
    readonly manner: Manner;
  }) => void;
  /** Of each document. */
  readonly look: (order: null) => readonly Seen[];
  /** Answered when all that was made there is with the bridge, and what the bridge has is there. */
  readonly rest: (order: null) => void;
  /** Tries to connect now. */
  readonly retry: (order: null) => void;
  /** Decides all that is open in all documents; answered when each decision is safe in the storage, or has its result. */
  readonly decide: (order: { readonly seed: number }) => readonly Decided[];
}

export interface Seen {
  readonly text: string | undefined;
  readonly status: DocumentView["status"];
  readonly isAtRest: boolean;
  readonly conflicts: readonly SeenConflict[];
  /** What was refused, or became a suggestion: neither is expected. */
  readonly trouble: string | undefined;
}

export interface SeenConflict {
  readonly conflict: EditConflict;
  readonly resolutions: readonly ConflictResolution[];
  readonly waiting: ConflictChoice | undefined;
}

export interface Decided {
  readonly place: number;
  readonly conflict: ConflictId;
  /** Absent: the bridge has it already. */
  readonly choice?: ConflictChoice;
}

export type OrderName = keyof Orders;
export type OrderArgs<Name extends OrderName> = Parameters<Orders[Name]>[0];
export type Answer<Name extends OrderName> = ReturnType<Orders[Name]>;

export interface Order {
  readonly key: number;
  readonly name: OrderName;
  readonly args: unknown;
}

export type Told =
  | { readonly type: "ready"; readonly client: ClientId; readonly documents: readonly DocumentId[] }
  | { readonly type: "answer"; readonly key: number; readonly answer: unknown };
