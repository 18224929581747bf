// What the page and its check worker say to each other. Texts are numbered by the page; whatever the worker says of a text carries its
// number, and the page drops what is not about the newest one.
import type { BoundTarget, QueryResult, TaskVerification, WorkspacePath } from "@nomous/client";
import type { ClaimChoice, ContractOutline, Finding, PlanChange, Severity } from "@nomous/workbench";
import type { PlanAnswer, PlanQuestion } from "./plan-outlook.ts";

/** Replaces `from` to `to` of the text before (UTF-16 units) by `insert`; those of one message are in order and do not overlap. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** `today` only on the day on which the bridge said it. */
export type Settings = Omit<QueryResult<"workbench.settings">, "today"> & { readonly today?: string | undefined };
export type Survey = QueryResult<"workbench.survey">;

/** What was told of the workspace. */
export interface Told {
  readonly survey: Survey;
  /** When the bridge told it, wall clock of this browser. */
  readonly at: number;
  /** It was told to this browser before, and the bridge is away now. */
  readonly isRecalled: boolean;
}

/** What rules wanted to know of the workspace and nobody has told them yet. */
export interface Wants {
  readonly paths: readonly string[];
  readonly commits: readonly string[];
}

/** What stands beside the document and is told by the bridge; `undefined`: nobody has told it yet. */
export interface Beside {
  /** What it rests on. */
  readonly targets?: readonly BoundTarget[] | undefined;
  /** What was captured of its tasks. */
  readonly verifications?: readonly TaskVerification[] | undefined;
}

export interface OutlineEntry {
  /** Where its heading begins. */
  readonly from: number;
  /** Where the next heading begins. */
  readonly to: number;
  /** 1 to 6. */
  readonly level: number;
  readonly title: string;
  /** Of its own findings, not of the sections below it. */
  readonly worst: Severity | null;
}

/** What the type says of a part, and where the part stands. */
export interface Guidance {
  readonly from: number;
  readonly to: number;
  readonly heading: string;
  readonly text: string;
}

export interface FieldFacts {
  readonly key: string;
  readonly label: string;
  readonly kind: "text" | "date" | "choice" | "list";
  readonly choices: readonly string[];
  readonly guidance: string;
  /** Every item of a list; of others one, or none when it is not there. */
  readonly values: readonly string[];
}

export interface StateFacts {
  readonly name: string;
  readonly label: string;
  readonly isApproval: boolean;
}

/** What a document says of itself, by the words of its type. */
export interface TypeFacts {
  readonly name: string;
  readonly title: string;
  readonly stage: "draft" | "review" | "approved" | "closed";
  readonly state: StateFacts | null;
  readonly possible: readonly StateFacts[];
  readonly fields: readonly FieldFacts[];
  /** Its documents have tasks that wait for each other. */
  readonly isPlan: boolean;
  readonly scopes: readonly { readonly name: string; readonly question: string; readonly isDeclared: boolean }[];
}

/**
 * How a claim stands against its evidence: `review` when that is older than what the document asks, `unbound` when there is nothing that it
 * is bound to.
 */
export type ClaimState = "matches" | "disagrees" | "review" | "unbound";

export interface ClaimFacts {
  readonly from: number;
  readonly to: number;
  readonly state: ClaimState;
}

/** A claim of a text that somebody may choose. */
export interface ClaimEffect {
  /** What it is bound to, as it is written. */
  readonly name: string;
  /** The words that carry the number. */
  readonly words: string;
  /** `null`: its evidence is not known here. */
  readonly state: ClaimState | null;
}

/** What one text would do in its place of the document. Notes are left out. */
export interface PlaceEffects {
  readonly claims: readonly ClaimEffect[];
  readonly problems: readonly Pick<Finding, "rule" | "severity" | "message">[];
  /** As that of the whole text, with this one in its place. */
  readonly asOf: number | undefined;
}

/** Where the text names something that it rests on and that is not as it was. */
export interface StaleFacts {
  readonly from: number;
  readonly to: number;
  /** As `Beside.targets` has it. */
  readonly target: string;
}

export interface ExperimentFacts {
  /** `null` when nobody gave it one: it cannot run. */
  readonly id: string | null;
  /** There is evidence of it. */
  readonly isRun: boolean;
}

export interface CheckedText {
  readonly title: string | null;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly outline: readonly OutlineEntry[];
  readonly guidance: readonly Guidance[];
  /** Begin and end of each block that is rendered alone. */
  readonly blocks: Uint32Array;
  /** Link definitions: every block is rendered with them. */
  readonly definitions: string;
  /** `null`: a Markdown file of no type. */
  readonly type: TypeFacts | null;
  /** What it says of itself and its type does not know, too. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly progress: { readonly written: number; readonly required: number; readonly phase: string | null };
  readonly words: number;
  /** Those whose evidence is known. */
  readonly claims: readonly ClaimFacts[];
  readonly stale: readonly StaleFacts[];
  readonly experiments: readonly ExperimentFacts[];
  readonly wants: Wants;
  /** When the oldest of what is known of the evidence was read, wall clock of this browser; `undefined`: nothing is known. */
  readonly asOf: number | undefined;
}

/** What stands in the way of the approval that would come next. */
export interface ApprovalCheck {
  readonly state: string;
  readonly obstacles: readonly Finding[];
}

export type Question =
  /** How a fence reads as a table; `null` when it is no contract. */
  | { readonly kind: "contract"; readonly language: string; readonly text: string }
  /** The edits that give a field its values; `null` when the document has no place for them. */
  | { readonly kind: "field"; readonly key: string; readonly values: readonly string[] }
  /** The edits that put an experiment where the document has its method. */
  | { readonly kind: "experiment"; readonly block: string }
  /** What its tasks come to. */
  | ({ readonly kind: "plan" } & PlanQuestion)
  /** The edits that change its tasks so. */
  | { readonly kind: "plan-edits"; readonly changes: readonly PlanChange[] }
  /** What a claim can be bound to. */
  | { readonly kind: "claims" }
  /** What each of `texts` would do in the place of what stands from `from` to `to`. */
  | { readonly kind: "effects"; readonly from: number; readonly to: number; readonly texts: readonly string[] }
  /** The text with all safe fixes made, and how many. */
  | { readonly kind: "fixes" }
  /** What the next approval would fail on; `null` when none comes next. */
  | { readonly kind: "approval" };

export interface Answers {
  readonly contract: ContractOutline | null;
  readonly field: readonly TextEdit[] | null;
  readonly experiment: readonly TextEdit[] | null;
  readonly plan: PlanAnswer | null;
  readonly "plan-edits": readonly TextEdit[] | { readonly problems: readonly string[] } | null;
  readonly claims: readonly ClaimChoice[];
  /** In the order of the texts. */
  readonly effects: readonly PlaceEffects[];
  readonly fixes: { readonly text: string; readonly count: number };
  readonly approval: ApprovalCheck | null;
}

export type ToWorker =
  | { readonly type: "text"; readonly number: number; readonly path: WorkspacePath; readonly text: string }
  /** `length` of the text after it: a worker whose text has another one asks for the whole. */
  | { readonly type: "edit"; readonly number: number; readonly edits: readonly TextEdit[]; readonly length: number }
  | { readonly type: "settings"; readonly settings: Settings }
  | ({ readonly type: "survey" } & Told)
  | { readonly type: "beside"; readonly beside: Beside }
  /** What is known of paths that begin so may be old by now: it stays, and is asked for again. */
  | { readonly type: "doubt"; readonly below: string }
  | { readonly type: "question"; readonly ref: number; readonly question: Question };

export type FromWorker =
  | { readonly type: "checked"; readonly number: number; readonly checked: CheckedText }
  | {
      readonly type: "answer";
      readonly ref: number;
      readonly number: number;
      readonly answer: Answers[keyof Answers];
    }
  | { readonly type: "lost" };
