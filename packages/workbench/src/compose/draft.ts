import type { Subject } from "../rule/subject.ts";
import type { DocumentType } from "../type/document-type.ts";

/** What is known about the place and the moment; what nobody knows is left out. */
interface Facts {
  /** With its zone: `2026-11-28T10:15:00+01:00`. */
  readonly now: string;
  readonly author?: string;
  /** A person or a team. */
  readonly owner?: string;
  readonly branch?: string;
  readonly commit?: string;
  /** Short id and subject, newest first. */
  readonly recentCommits?: readonly string[];
}

/** Lines of another document that the new one relies on. */
export interface Quote {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

/** Everything that a new document is made of. */
export interface Draft {
  readonly type: DocumentType;
  /** Where it will lie, with `/`, relative to the workspace. */
  readonly path: string;
  /** One page, or every line of the type. */
  readonly form: "short" | "full";
  readonly title: string;
  /** Those that it declares. */
  readonly scopes: readonly string[];
  /** Those that were asked about and denied. */
  readonly declined?: readonly string[];
  /** Fields that were chosen, by key, such as the category. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly facts: Facts;
  /** From related research. */
  readonly quotes?: readonly Quote[];
  /** Documents that it is written from: a spec for a plan, a spike for a spec. */
  readonly sources?: readonly Subject[];
}
