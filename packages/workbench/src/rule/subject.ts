// What a rule is given: the document, what type it is, where its parts are, and the little of the world outside that rules ask about.
import type { BoundTarget } from "../staleness/freshness.ts";
import type { DocumentType, Role, Stage, State } from "../type/document-type.ts";
import type { Markdown } from "../text/markdown.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import type { FieldValue, Metadata } from "../type/metadata.ts";
import type { VerificationStanding } from "../verification/verification.ts";
import type { ReviewFacts } from "./lifecycle/review-facts.ts";

/** What there is in the workspace. Sync, because rules are; whoever does not know says "unknown", and nothing is found. */
export interface Surroundings {
  /** What a path with `/`, relative to the workspace, is. */
  kindOf(path: string): "file" | "folder" | "missing" | "outside" | "unknown";
  /** The text of a file; undefined when it is no text, too large, or unknown. */
  textOf(path: string): string | undefined;
  /** Names of the files directly in a folder, sorted; none when there is no such folder, undefined when nobody knows. */
  filesIn(folder: string): readonly string[] | undefined;
  /** Whether a commit exists; undefined where nobody knows. */
  hasCommit(id: string): boolean | undefined;
  /** How the newest approval of this document stands. */
  readonly approval: "valid" | "stale" | "none" | "unknown";
  /** More of what stands beside the document; undefined: nobody looked. */
  readonly review?: ReviewFacts;
  /** How the tasks of this document stand that somebody has verified, by their ids; undefined: nobody knows. */
  readonly verifications?: ReadonlyMap<string, VerificationStanding>;
  /** Bytes of the model file of this workspace whose SHA-256 begins so; undefined when there is none, or nobody looked. */
  sizeOfModel?(sha256: string): number | undefined;
  /** Whether what this document rests on is still what it was; undefined: nobody has looked. */
  readonly bindings?: readonly BoundTarget[];
  /** `2026-11-28`; undefined where rules are not to depend on the day. */
  readonly today?: string;
}

/** A document of a type, with everything that could be told about it before any rule ran. */
export interface TypedDocument {
  readonly type: DocumentType;
  readonly metadata: Metadata;
  readonly state: State | null;
  readonly scopes: ReadonlySet<string>;
  /** Every part of the type that was found, in the order of the text; one part may be found twice. */
  readonly located: readonly LocatedPart[];
}

export interface Subject {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly markdown: Markdown;
  readonly typed: TypedDocument | null;
  /** It names a type that nobody knows; with the names of those that are known. */
  readonly unknownType: { readonly named: FieldValue; readonly known: readonly string[] } | null;
  readonly stage: Stage;
  readonly surroundings: Surroundings;
}

/** The parts with a role that somebody has begun to write, in the order of the text. */
export const partsOf = ({ typed }: Subject, role: Role): LocatedPart[] =>
  typed?.located.filter(({ part }) => part.role === role) ?? [];
