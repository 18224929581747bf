import type { SessionRecord } from "../evidence/evidence.ts";
import type { LineRange } from "../rule/citation/code-citation.ts";
import type { Span } from "../text/span.ts";
import type { BindingKind } from "./freshness.ts";

/** Where a document says it. */
export interface Mention extends Span {
  /** The words around it, as `statementKey` gives them. */
  readonly statement: string;
  /** Those of an address that is written there and nothing else; null where it is not written out. */
  readonly address: Span | null;
}

/** One thing that a document rests on. */
export interface Binding {
  readonly kind: BindingKind;
  /** As the lock names it. */
  readonly target: string;
  /** Where it may lie, relative to the workspace: one path where it is there, else all that the words may mean, the likeliest first. */
  readonly paths: readonly string[];
  /** A name in the file: of `symbol` alone. */
  readonly symbol: string | null;
  /** Of `lines` alone. */
  readonly lines: LineRange | null;
  /** The anchor of a heading: of `document` alone. */
  readonly section: string | null;
  /** It is named as a source, so that it counts whether or not the file has a type: of `document` alone. */
  readonly isSource: boolean;
  /** Only where it lies is said, and not what is in it: of `file` alone, in a document without a type. */
  readonly isPointer: boolean;
  /** Of `evidence` alone. */
  readonly evidence: MeasuredOn | null;
  /** In the order of the text; never empty. */
  readonly mentions: readonly Mention[];
}

/** What evidence recorded of the world that it was measured in. */
export interface MeasuredOn {
  readonly experiment: string;
  /** Null when the file is gone. */
  readonly session: SessionRecord | null;
  /** What the document changed of the experiment since, as phrases. */
  readonly changes: readonly string[];
}
