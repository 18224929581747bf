import type { SessionRounds } from "./session-rounds.ts";

/** What all comparisons of a session share. */
export interface Bench {
  readonly rounds: SessionRounds;
  readonly baseline: string;
  readonly alpha: number;
  /** Too many counted rounds are flagged. */
  readonly isNoisy: boolean;
  /** Variants that failed at least once. */
  readonly failing: ReadonlySet<string>;
}
