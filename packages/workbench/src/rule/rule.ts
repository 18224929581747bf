import type { Edit } from "../text/splice.ts";
import type { Span } from "../text/span.ts";
import type { Subject, Surroundings } from "./subject.ts";

export type Severity = "error" | "warning" | "note";

/**
 * What a rule's findings weigh, by how far the document is:
 * `broken` cannot be right at any stage; `wrong` is a warning while it is a draft and an error from review on; `missing` is a note
 * while it is a draft, because drafts are unfinished, and an error from review on; `advice` is a note, then a warning.
 */
export type Weight = "broken" | "wrong" | "missing" | "advice";

export interface Fix {
  /** What it does: "Change the number to 15 %". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a rule found, where. The message says what is the matter and what to do, in one or two sentences. */
export interface Problem extends Span {
  readonly message: string;
  /** Only where it is safe: nothing that a person wrote is lost. */
  readonly fix?: Fix;
}

/** A small document that shows a rule at work; it is also the rule's test. */
export interface Example {
  /** Markdown. */
  readonly text: string;
  /** Other files of the workspace that the example needs. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the example takes for granted of the world. */
  readonly given?: {
    /** Those that exist; without them nobody knows. */
    readonly commits?: readonly string[];
    readonly approval?: Surroundings["approval"];
    readonly review?: NonNullable<Surroundings["review"]>;
    readonly verifications?: NonNullable<Surroundings["verifications"]>;
    readonly bindings?: NonNullable<Surroundings["bindings"]>;
    readonly today?: string;
  };
}

export interface Rule {
  /** `family.name`, for ever. */
  readonly id: string;
  /** What it finds, as a noun phrase: "A goal that no test mentions". */
  readonly title: string;
  /** What goes wrong when nobody finds it. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
  readonly weight: Weight;
  /** `any` Markdown file, or only documents of a type. */
  readonly appliesTo: "any" | "typed";
  /** The rule finds something in `bad`, and nothing in `good`. */
  readonly bad: Example;
  readonly good: Example;
  readonly check: (subject: Subject) => Iterable<Problem>;
}

/** A problem with its rule, as it is told. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly weight: Weight;
  readonly severity: Severity;
}
