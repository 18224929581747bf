// A decision between three ways to send frames, and what was found of its experiment, for tests that are about one of the numbers.
import type { Comparison, MetricResults, SessionResults } from "../analysis/results.ts";
import type { FoundResults } from "../evidence/find-results.ts";
import { evidenceOf } from "../evidence/evidence-fixture.ts";
import { metricWith, variantWith } from "../experiment/experiment-fixture.ts";
import { parseMarkdown } from "../text/markdown.ts";
import type { Decision } from "./decision.ts";
import type { ResultsByExperiment } from "./found-evidence.ts";
import { readDecisions } from "./read-decisions.ts";

export const TRANSPORT = `\`\`\`yaml decision
id: transport
options:
  One frame: { ws-batch: one }
  Four frames: { ws-batch: four }
  Eight frames: { ws-batch: eight }
must:
  - { name: none dropped, metric: ws-batch/dropped, at-most: 0 }
criteria:
  - { name: Performance metrics, weight: 35, metric: ws-batch/p95 }
  - { name: Resource utilisation, weight: 20, metric: ws-batch/cpu }
  - name: Implementation effort
    weight: 15
    judged: { One frame: 9, Four frames: 5.5, Eight frames: 5.5 }
    by: mara
    because: the encoder exists already
  - name: Maintenance impact
    weight: 15
    judged: { One frame: 7.5, Four frames: 6, Eight frames: 6 }
    by: mara
    because: batches have a timer that has to be understood
  - name: Risk
    weight: 15
    judged: { One frame: 8, Four frames: 6.5, Eight frames: 4 }
    by: mara
    because: a lost batch loses more frames at once
\`\`\`
`;

/** The fixture's decision, with words of the block exchanged. Throws when they are not there. */
export function decisionWith(...changes: readonly (readonly [words: string, instead: string])[]): Decision {
  const text = changes.reduce((block, [words, instead]) => {
    if (!block.includes(words)) throw new Error(`the decision does not say ${words}`);
    return block.replace(words, instead);
  }, TRANSPORT);
  const [read] = readDecisions(parseMarkdown(text));
  if (read?.decision === undefined || read.decision === null)
    throw new Error(read?.problems.map(({ message }) => message).join("\n") ?? "no decision");
  return read.decision;
}

type Effect = readonly [effect: number, low: number, high: number];

const { evidence } = evidenceOf({ rounds: 1, value: () => 1 });

const comparisonOf = (variant: string, [effect, low, high]: Effect): Comparison => ({
  variant,
  scale: "ratio",
  pairs: [],
  later: [],
  effect,
  interval: { low, high },
  threshold: 0.05,
  verdict: high < -0.05 ? "better" : low > 0.05 ? "worse" : low > -0.05 && high < 0.05 ? "equivalent" : "inconclusive",
  doubts: [],
  p: 0.01,
  tail: null,
});

export const comparedBy = (id: string, effects: Readonly<Record<string, Effect>>): MetricResults => ({
  metric: metricWith(id, { title: id }),
  isPrimary: false,
  control: comparisonOf("one", [0, -0.01, 0.01]),
  summaries: [],
  comparisons: Object.entries(effects).map(([variant, effect]) => comparisonOf(variant, effect)),
});

/** A count of 16 runs a variant. */
export const countedBy = (id: string, values: Readonly<Record<string, number | readonly number[]>>): MetricResults => ({
  ...comparedBy(id, {}),
  metric: metricWith(id, { title: id, unit: "", threshold: { kind: "value", value: 1 } }),
  summaries: Object.entries(values).map(([variant, given]) => {
    const list = typeof given === "number" ? Array.from({ length: 16 }, () => given) : given;
    const median = list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? null;
    const interval = list.length < 6 || median === null ? null : { low: median, high: median };
    return { variant, values: list, median, interval, outliers: [] };
  }),
});

export const P95 = comparedBy("p95", { four: [-0.148, -0.172, -0.12], eight: [-0.067, -0.2, 0.034] });
export const CPU = comparedBy("cpu", { four: [-0.12, -0.14, -0.1], eight: [-0.124, -0.164, -0.086] });
export const DROPPED = countedBy("dropped", { one: 0, four: 0, eight: 2 });

export const sessionWith = (more: Partial<SessionResults> = {}): SessionResults => ({
  evidence,
  baseline: variantWith("one"),
  variants: ["one", "four", "eight"].map((id) => variantWith(id)),
  status: "complete",
  roundsDone: 16,
  roundsCounted: 16,
  look: { index: 1, of: 1, isLast: true },
  level: 0.95,
  metrics: [P95, CPU, DROPPED],
  failures: ["one", "four", "eight"].map((variant) => ({
    variant,
    runs: 16,
    failed: 0,
    timeouts: 0,
    p: null,
    reasons: [],
  })),
  resources: [],
  order: [],
  flags: [],
  drift: { lag1: null, changeAtRound: null },
  mayStop: true,
  ...more,
});

type Found = Extract<FoundResults, { status: "found" }>;

export const foundWith = (session: Partial<SessionResults> = {}, more: Partial<Found> = {}): ResultsByExperiment =>
  new Map([
    [
      "ws-batch",
      {
        status: "found",
        path: "evidence/ws-batch/20261129T061500-3f2a91.jsonl",
        results: sessionWith(session),
        sessions: 1,
        isProtocolCurrent: true,
        changes: [],
        changedInputs: [],
        isTorn: false,
        ...more,
      },
    ],
  ]);
