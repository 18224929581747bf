// What makes a winner provisional, in words. Only what could change the outcome is told: doubts of the options in front, and of the
// experiments as a whole.
import type { SessionResults } from "../analysis/results.ts";
import { reasonWords } from "../region/doubt-words.ts";
import type { Criterion, Decision, DecisionOption } from "./decision.ts";
import type { DecisionOutcome, DecisionResults } from "./decision-results.ts";
import { experimentsOf, type ResultsByExperiment, sessionOf, whyWithout } from "./found-evidence.ts";
import { listText } from "./list-text.ts";
import { metricIn } from "./score-criterion.ts";

type Judged = Omit<DecisionResults, "doubts">;

/** Clauses without a full stop, each once. */
export function doubtsOf(decision: Decision, results: Judged, found: ResultsByExperiment): string[] {
  const { first, close } = inFront(results.outcome);
  const named = (names: readonly string[]): DecisionOption[] =>
    decision.options.filter(({ name }) => names.includes(name));
  return [
    ...new Set([
      ...experimentsOf(decision).flatMap((experiment) => experimentDoubts(decision, results, experiment, found)),
      ...unscoredDoubts(decision, results),
      ...named(first).flatMap((option) => mustDoubts(option, results)),
      ...named([...first, ...close]).flatMap((option) => comparisonDoubts(decision, option, found)),
    ]),
  ];
}

/** Those with the highest score, and those behind them. */
function inFront(outcome: DecisionOutcome): { first: readonly string[]; close: readonly string[] } {
  if (outcome.kind === "winner") return { first: [outcome.winner], close: outcome.runnersUp };
  return { first: outcome.kind === "tie" ? outcome.tied : [], close: [] };
}

function experimentDoubts(
  { criteria }: Decision,
  results: Judged,
  experiment: string,
  found: ResultsByExperiment,
): string[] {
  const one = found.get(experiment);
  const open = criteria.filter(
    (criterion, c) =>
      criterion.kind === "metric" &&
      criterion.metric.experiment === experiment &&
      results.criteria[c]?.isCounted === false,
  );
  if (one?.status !== "found") return uncounted(open, whyWithout(found, experiment) ?? "");
  return [
    ...(open.length === 0 ? [] : uncounted(open, `there is no comparison in ${experiment} yet`)),
    ...(one.isProtocolCurrent ? [] : [`${experiment} was changed after its data`]),
    ...one.changedInputs.map((path) => `${path} was changed after the data of ${experiment}`),
    ...unfinished(experiment, one.results),
  ];
}

/** Where only must-haves need the experiment, the reason alone. */
function uncounted(criteria: readonly Criterion[], why: string): [string] {
  const names = criteria.map(({ name }) => name);
  if (names.length === 0) return [why];
  return [`${listText(names)} ${names.length === 1 ? "counts" : "count"} for nothing, because ${why}`];
}

function unfinished(experiment: string, { status, look }: SessionResults): string[] {
  if (status === "complete" || look?.isLast === true) return [];
  if (status === "stopped") return [`${experiment} was stopped before its last look`];
  return [
    look === null
      ? `${experiment} has not reached its first look`
      : `${experiment} is at look ${look.index} of ${look.of}`,
  ];
}

function unscoredDoubts({ options, criteria }: Decision, { options: scored, criteria: results }: Judged): string[] {
  return options.flatMap(({ name, variants }, i) => {
    if (scored[i]?.status !== "unscored") return [];
    const missing = criteria.filter((_, c) => results[c]?.isCounted === true && results[c].scores[i] === null);
    const [criterion] = missing;
    if (criterion?.kind !== "metric") return [];
    const { experiment } = criterion.metric;
    const why = variants[experiment] === undefined ? `it is no variant of ${experiment}` : "too few of its runs count";
    return [`${name} has no score by ${criterion.name}, because ${why}`];
  });
}

const mustDoubts = ({ name }: DecisionOption, { options, musts }: Judged): string[] =>
  musts.flatMap(({ name: must, answers }) => {
    const { answer, because } = answers[options.findIndex((one) => one.name === name)] ?? {};
    return answer === "not sure" ? [`whether ${name} meets "${must}" is not sure (${because})`] : [];
  });

function comparisonDoubts(
  { criteria }: Decision,
  { name, variants }: DecisionOption,
  found: ResultsByExperiment,
): string[] {
  const open = criteria.flatMap((criterion) => {
    if (criterion.kind === "judged") return [];
    const metric = metricIn(sessionOf(found, criterion.metric.experiment), criterion.metric);
    const comparison = metric?.comparisons.find(({ variant }) => variant === variants[criterion.metric.experiment]);
    if (metric === undefined || comparison?.verdict !== "inconclusive") return [];
    return [{ title: metric.metric.title, why: reasonWords(metric.metric, comparison) }];
  });
  return [...Map.groupBy(open, ({ why }) => why)].map(([why, metrics]) => {
    const titles = listText([...new Set(metrics.map(({ title }) => title))]);
    return `${titles} of ${name} ${metrics.length === 1 ? "is" : "are"} inconclusive${why === "" ? "" : ` (${why})`}`;
  });
}
