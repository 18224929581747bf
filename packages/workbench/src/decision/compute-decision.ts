// A decision and what was measured give an outcome, the same everywhere: must-haves first, then weighted scores, then how much it takes
// to change it.
import type { SessionResults } from "../analysis/results.ts";
import { flipsOf } from "./break-even.ts";
import { type Belief, type Contest, scoreOf, sum, totalsOf } from "./contest.ts";
import type { Criterion, Decision } from "./decision.ts";
import { doubtsOf } from "./decision-doubts.ts";
import type {
  CriterionResults,
  DecisionOutcome,
  DecisionResults,
  Flip,
  MustResults,
  OptionStatus,
} from "./decision-results.ts";
import { experimentsOf, type ResultsByExperiment, sessionOf } from "./found-evidence.ts";
import { judgeMustHaves } from "./judge-must-have.ts";
import { outcomeOf } from "./outcome.ts";
import { beliefsOf } from "./score-criterion.ts";
import { SIMULATIONS, winsOf } from "./simulate-wins.ts";

/** What a decision comes to, without what it would take to change it: that needs simulations. */
export const outcomeOfDecision = (decision: Decision, found: ResultsByExperiment): DecisionOutcome =>
  weigh(decision, found).outcome;

function weigh(decision: Decision, found: ResultsByExperiment) {
  const musts = judgeMustHaves(decision, found);
  const assessed = decision.criteria.map((criterion) => assess(criterion, decision, found));
  const statuses = decision.options.map((_, i) => statusOf(i, musts, assessed));
  const contest = contestOf(decision, assessed, statuses);
  const totals = totalsOf(contest);
  return { musts, assessed, statuses, contest, totals, outcome: outcomeOf(contest.names, totals, statuses) };
}

/** What follows from a decision and the evidence of its experiments. The same input gives the same result, to the last bit. */
export function computeDecision(decision: Decision, found: ResultsByExperiment): DecisionResults {
  const { id, options } = decision;
  const { musts, assessed, statuses, contest, totals, outcome } = weigh(decision, found);
  const wins = contest.names.length === 0 ? [] : winsOf(contest, seedOf(decision, found));
  const flips =
    outcome.kind === "winner" && outcome.lead !== null && assessed.every(isCounted)
      ? flipsOf(contest, outcome.winner)
      : null;
  const results = {
    id,
    outcome,
    options: options.map(({ name }, i) => {
      const place = contest.names.indexOf(name);
      const { score = null, interval = null } = totals[place] ?? {};
      return { name, status: statuses[i] ?? "unscored", score, interval, wins: wins[place] ?? null };
    }),
    musts,
    criteria: criteriaResults(assessed, statuses, flips),
    simulations: SIMULATIONS,
  };
  return { ...results, doubts: doubtsOf(decision, results, found) };
}

interface Assessed {
  readonly criterion: Criterion;
  /** Of each option; null while the experiment has no results. */
  readonly beliefs: readonly (Belief | null)[] | null;
}

const isCounted = ({ beliefs }: Assessed): boolean => beliefs !== null;

function assess(criterion: Criterion, { options }: Decision, found: ResultsByExperiment): Assessed {
  const results: SessionResults | null =
    criterion.kind === "metric" ? sessionOf(found, criterion.metric.experiment) : null;
  return { criterion, beliefs: beliefsOf(criterion, options, results) };
}

function statusOf(option: number, musts: readonly MustResults[], assessed: readonly Assessed[]): OptionStatus {
  if (musts.some(({ answers }) => answers[option]?.answer === "not met")) return "out";
  return assessed.some(({ beliefs }) => beliefs !== null && beliefs[option] === null) ? "unscored" : "in";
}

/** Nobody is in it as long as something is to be measured and nothing is: judgements alone would decide otherwise. */
function contestOf({ options }: Decision, assessed: readonly Assessed[], statuses: readonly OptionStatus[]): Contest {
  const measured = assessed.filter(({ criterion }) => criterion.kind === "metric");
  const isOpen = measured.length > 0 && !measured.some(isCounted);
  const contenders = isOpen ? [] : [...options.keys()].filter((i) => statuses[i] === "in");
  return {
    names: contenders.map((i) => options[i]?.name ?? ""),
    criteria: assessed.filter(isCounted).map(({ criterion: { weight }, beliefs }) => ({
      weight,
      beliefs: contenders.flatMap((i) => beliefs?.[i] ?? []),
    })),
  };
}

/** The name of the decision, and exactly this state of each file of evidence. */
function seedOf(decision: Decision, found: ResultsByExperiment): string {
  const seals = experimentsOf(decision).map((experiment) => sessionOf(found, experiment)?.evidence.seal ?? "");
  return [decision.id, ...seals].join("/");
}

function criteriaResults(
  assessed: readonly Assessed[],
  statuses: readonly OptionStatus[],
  flips: readonly (readonly Flip[])[] | null,
): CriterionResults[] {
  const whole = sum(assessed.map(({ criterion }) => criterion.weight));
  return assessed.map(({ criterion: { name, weight, kind }, beliefs }, c) => ({
    name,
    weight: (100 * weight) / whole,
    basis: kind,
    isCounted: beliefs !== null,
    scores: statuses.map((status, i) => {
      const belief = beliefs?.[i] ?? null;
      return status === "out" || belief === null ? null : scoreOf(belief);
    }),
    flips: flips?.[c] ?? null,
  }));
}
