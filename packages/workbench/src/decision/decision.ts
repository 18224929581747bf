// What is decided between, as a person writes it in a fenced `yaml decision` block: options, what each must do, and how much the rest
// counts. Nothing in it is a result: scores and the winner are computed from the evidence, each time anew.

export interface Decision {
  /** In lower case with hyphens; it names the generated parts of the document. */
  readonly id: string;
  /** At least two. */
  readonly options: readonly DecisionOption[];
  readonly musts: readonly MustHave[];
  /** At least one. */
  readonly criteria: readonly Criterion[];
}

export interface DecisionOption {
  readonly name: string;
  /** The variant that it stands for, by experiment; empty when nothing was measured of it. */
  readonly variants: Readonly<Record<string, string>>;
}

/** `ws-batch/p95`. */
export interface MetricName {
  readonly experiment: string;
  readonly metric: string;
}

/** Who judged, and why. */
interface Judge {
  readonly by: string;
  readonly because: string;
}

export const MUST_ANSWERS = ["met", "not met", "not sure"] as const;
export type MustAnswer = (typeof MUST_ANSWERS)[number];

export type MustHave =
  | {
      readonly kind: "metric";
      readonly name: string | null;
      readonly metric: MetricName;
      readonly bound: "at most" | "at least";
      /** In the metric's unit. */
      readonly limit: number;
    }
  | ({
      readonly kind: "judged";
      readonly name: string;
      /** By the name of the option. */
      readonly answers: Readonly<Record<string, MustAnswer>>;
    } & Judge);

export type Criterion = {
  readonly name: string;
  /** Above 0; what counts is its share of all weights. */
  readonly weight: number;
} & (
  | { readonly kind: "metric"; readonly metric: MetricName }
  | ({
      readonly kind: "judged";
      /** 0 to 10, by the name of the option. */
      readonly scores: Readonly<Record<string, number>>;
    } & Judge)
);
