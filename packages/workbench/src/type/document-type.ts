// What a kind of document consists of, as data. The four that ship and those of a team have this one shape and go through the same
// rules; nothing in the engine knows a type by its name.

/**
 * What the rules look for in a part. A part with a role is read by the rules of that role, whatever its heading: so a team's own
 * type gets "every goal has a test" by naming which of its parts are goals and which are tests.
 */
export const ROLES = [
  "question", // what is asked; one question
  "summary", // the whole in a few sentences
  "problem", // what hurts, for whom
  "current-state", // what is there today
  "goals", // what will be true; each needs a test
  "non-goals", // what is left out on purpose
  "criteria", // how success is told; each measurable
  "risks", // what may go wrong; each needs a mitigation
  "mitigations", // what is done about risks, when it is a part of its own
  "time-box", // how long at most, or from when to when
  "resources", // people, machines, money, memory
  "research-areas", // what is looked into
  "method", // how it is measured
  "metrics", // what is measured, with unit
  "options", // what is compared
  "results", // what was found
  "limitations", // what the results do not say
  "recommendation", // what to do, and what would change it
  "next-steps", // who does what next
  "decision", // options against criteria
  "implementation-notes", // what was built to find out
  "feasibility", // can it be built, with what effort
  "maintenance", // what it costs to keep
  "analysis", // a table of aspects, each cited or not applicable
  "pattern", // the named architectural pattern
  "diagram", // the drawing of the system
  "components", // a table: component, responsibility, technology, justification
  "api", // contracts
  "data-model", // schemas
  "algorithms", // state machines, consistency
  "alternatives", // a table: option, pros, cons, reason for rejection
  "security", // who may do what, and how data is protected
  "observed-metrics", // what is watched in production
  "alerts", // metric and threshold
  "capacity", // numbers with a source or marked as estimates
  "phases", // deployment in steps
  "backfill", // how existing data is moved, or that none is
  "verification", // how the move is checked
  "tests", // what proves the goals
  "open-questions", // must be closed before approval
  "design", // technical design in prose
  "models", // models and versions
  "steps", // task tables
  "targets", // metric, baseline, target, verifying task
  "testing-strategy",
  "rollout", // deploy, verify, watched metric, trigger, rollback
  "rollback",
  "resources-and-timeline",
  "validation", // criteria of the plan with artefact, task or reason
  "findings", // facts with path:line
  "history", // what older documents say
  "follow-up", // appended later, dated
  "sources", // the documents that this one is written from, quoted with path:line
] as const;
export type Role = (typeof ROLES)[number];

/** How far a document is; what a finding weighs depends on it. */
export const STAGES = ["draft", "review", "approved", "closed"] as const;
export type Stage = (typeof STAGES)[number];

export interface State {
  /** As it stands in front matter and on the command line: `in-review`. */
  readonly name: string;
  /** As people read it: `In Review (RFC)`. */
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly stage: Stage;
  /** Names of the states that may follow. */
  readonly next: readonly string[];
  /** Entering it needs an approval, which signs the content. */
  readonly isApproval?: boolean;
}

/** Something that only some documents of the type are about; its parts appear when it is declared. */
export interface Scope {
  readonly name: string;
  /** Asked by `nomous new`. */
  readonly question: string;
  /** Why its parts do not apply when the answer was no, after "Not applicable, because". */
  readonly absence?: string;
}

export interface Field {
  /** Its key in front matter. */
  readonly key: string;
  /** Its name in a metadata table. */
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly isRequired: boolean;
  readonly kind: "text" | "date" | "choice" | "list";
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** What a document of a choice looks into; the research areas begin with it. */
  readonly aspects?: Readonly<Record<string, readonly string[]>>;
  readonly guidance: string;
}

export interface Column {
  readonly heading: string;
  readonly aliases?: readonly string[];
  /** A row without it says nothing. */
  readonly isRequired: boolean;
}

/** A row that a table begins with: its first cell, and when it is there. */
export interface RowStart {
  readonly text: string;
  readonly scope?: string;
}

/** What a part must hold beyond its words. Each kind is a rule. */
export type Expectation =
  /** Words of prose, code and tables not counted. */
  | { readonly kind: "words"; readonly min?: number; readonly max?: number }
  /** Items of a list or rows of a table. */
  | { readonly kind: "entries"; readonly min: number }
  /** `rows` are those that `nomous new` writes; others are as welcome. */
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows?: readonly RowStart[] }
  /** Items with a checkbox. */
  | { readonly kind: "tasks" }
  | { readonly kind: "number" }
  | { readonly kind: "duration" }
  | { readonly kind: "person" }
  | { readonly kind: "link" }
  | { readonly kind: "citation" }
  | { readonly kind: "diagram" }
  /** A fenced block in one of these languages. */
  | { readonly kind: "fence"; readonly languages: readonly string[] };

/** When a part has to be there. */
type Need =
  /** In every document of the type. */
  | "always"
  /** `nomous new --full` writes it; a document without it is complete all the same. */
  | "full"
  /** Welcome, never written by `nomous new`. */
  | "optional"
  /** In documents that declare the scope. */
  | { readonly scope: string };

export interface Part {
  /** Unique in the type, with the parts above it: `context.problem`. */
  readonly id: string;
  /** As `nomous new` writes it, without number. */
  readonly heading: string;
  /** Other headings that mean the same; one that ends in `…` stands for all that begin like it. */
  readonly aliases?: readonly string[];
  /** Written as a heading, or as `**Heading:**` at the beginning of an item. Either is understood. */
  readonly as?: "heading" | "label";
  readonly need: Need;
  readonly role?: Role;
  /** What to write here, in one or two sentences; also how a part is recognised that nobody has written. */
  readonly guidance: string;
  /** Markdown that `nomous new` writes below the guidance; the head of an expected table needs none. */
  readonly skeleton?: string;
  readonly expects?: readonly Expectation[];
  /** "Not applicable, because …" does not answer it. */
  readonly isMandatory?: boolean;
  readonly parts?: readonly Part[];
}

export interface Phase {
  readonly name: string;
  /** Ids of the parts that are written in it. */
  readonly parts: readonly string[];
}

export interface DocumentType {
  /** As in `nomous: spike` and `nomous new spike`. */
  readonly name: string;
  readonly title: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  /** Where its documents live, with `/`, relative to the workspace. */
  readonly folder: string;
  /** Whether its fields stand in front matter or in a table below the title. */
  readonly metadata: "front-matter" | "table";
  readonly fields: readonly Field[];
  readonly states: readonly State[];
  readonly scopes: readonly Scope[];
  /** Whether `nomous new` numbers the headings: `## 4. Proposed solution`. */
  readonly isNumbered?: boolean;
  readonly parts: readonly Part[];
  readonly phases: readonly Phase[];
  /** The types that its documents lead to; the first is offered as the next step. */
  readonly leadsTo: readonly string[];
}

/** All parts of a type, each before those below it. */
export function* allParts(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part;
    yield* allParts(part.parts ?? []);
  }
}
