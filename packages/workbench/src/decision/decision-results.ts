// What follows from a decision and its evidence: plain data, which tables, pages and rules read. Lists that go with the options have their
// order.
import type { Interval } from "../analysis/results.ts";
import type { Criterion, MustAnswer } from "./decision.ts";

export interface DecisionResults {
  readonly id: string;
  readonly outcome: DecisionOutcome;
  readonly options: readonly OptionResults[];
  /** The first is that no run failed, where anything was measured. */
  readonly musts: readonly MustResults[];
  readonly criteria: readonly CriterionResults[];
  readonly simulations: Simulations;
  /** What makes the outcome provisional; none when it is firm. */
  readonly doubts: readonly string[];
}

export type DecisionOutcome =
  | {
      readonly kind: "winner";
      readonly winner: string;
      /** Those with the next lower score; none when no other option is left. */
      readonly runnersUp: readonly string[];
      /** Points before them; null without one. */
      readonly lead: number | null;
    }
  /** Two or more have the highest score, to two decimals. */
  | { readonly kind: "tie"; readonly tied: readonly string[] }
  /** Every option fails a must-have. */
  | { readonly kind: "all-out" }
  /** No criterion that is measured has a result; what is judged alone decides nothing. */
  | { readonly kind: "not-measured" };

/** `out` fails a must-have; `unscored` lacks the score of a criterion that counts. */
export type OptionStatus = "in" | "out" | "unscored";

export interface OptionResults {
  readonly name: string;
  readonly status: OptionStatus;
  /** 0 to 10, the mean over the weights; null unless it is in. */
  readonly score: number | null;
  readonly interval: Interval | null;
  /** Share of simulations that it wins, 0 to 1. */
  readonly wins: number | null;
}

export interface MustResults {
  readonly name: string;
  readonly answers: readonly MustOutcome[];
}

export interface MustOutcome {
  readonly answer: MustAnswer;
  /** What the answer rests on: "median 44 ms"; empty where the answer is all. */
  readonly because: string;
}

export interface CriterionResults {
  readonly name: string;
  /** Percent of all weights. */
  readonly weight: number;
  readonly basis: Criterion["kind"];
  /** False while nothing is compared by it; it then counts for nothing. */
  readonly isCounted: boolean;
  /** Null where the option is out, or has no result. */
  readonly scores: readonly (Score | null)[];
  /** Null when nothing can flip: no lead, or a criterion that does not count yet. Empty: no weight makes another option win. */
  readonly flips: readonly Flip[] | null;
}

/** 0 to 10 with its uncertainty, as `low` and `high`. */
export interface Score extends Interval {
  readonly value: number;
}

/** A weight beyond which another option wins, the other weights kept in proportion. */
export interface Flip {
  /** Percent of the whole. */
  readonly at: number;
  readonly side: "below" | "above";
  readonly winner: string;
}

export interface Simulations {
  readonly count: number;
  /** Points by which a judgement is varied, up or down. */
  readonly judgement: number;
  /** Share by which each weight is varied, up or down. */
  readonly weight: number;
}
