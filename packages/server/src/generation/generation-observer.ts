import type { EndReason } from "@nomous/protocol";

/** Told of what generations do; for metrics. */
export interface GenerationObserver {
  started(): void;
  /** Milliseconds from the prompt's commit to the first part. */
  firstPart(ms: number): void;
  finished(reason: EndReason): void;
}
