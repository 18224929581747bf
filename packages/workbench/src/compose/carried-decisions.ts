// What was decided in a source, computed again from its `yaml decision` blocks: which option, what speaks for it, and why not the others.
import type { Criterion } from "../decision/decision.ts";
import type { DecisionOutcome, DecisionResults, OptionResults } from "../decision/decision-results.ts";
import { listText } from "../decision/list-text.ts";
import { readDecisions } from "../decision/read-decisions.ts";
import { formatNumber, formatPlain } from "../number/format-number.ts";
import { type ComputedDecision, computedDecisions } from "../rule/decision/computed-decisions.ts";
import type { Subject } from "../rule/subject.ts";
import { escapeMarks } from "./carried-text.ts";
import type { Row } from "./filling.ts";
import type { SourceLinks } from "./source-links.ts";

export interface CarriedDecision extends ComputedDecision {
  readonly subject: Subject;
  /** Of its block. */
  readonly from: number;
}

export const decisionsOf = (subject: Subject): CarriedDecision[] => {
  const blocks = readDecisions(subject.markdown);
  return computedDecisions(subject).map((one) => {
    const from = blocks.find(({ decision }) => decision?.id === one.decision.id)?.fence.from ?? 0;
    return { ...one, subject, from };
  });
};

type Winner = Extract<DecisionOutcome, { readonly kind: "winner" }>;

/** The option that is ahead; null while nobody can tell. */
export const winnerOf = ({ results: { outcome } }: Pick<ComputedDecision, "results">): string | null =>
  outcome.kind === "winner" ? outcome.winner : null;

/** What was chosen and why, in a few sentences. */
export function choiceText(decided: CarriedDecision, links: SourceLinks): string {
  const { results } = decided;
  const { outcome, doubts } = results;
  const link = linkOf(decided, links);
  if (outcome.kind !== "winner") return `The decision ${link} is open: ${openText(outcome)}.`;
  const chosen = `**${escapeMarks(outcome.winner)}**, as the decision ${link} says.`;
  const reasons = leadText(results, outcome);
  const provisional = doubts.length === 0 ? "" : `It is provisional: ${escapeMarks(doubts.join("; "))}.`;
  return [chosen, reasons, provisional].filter((sentence) => sentence !== "").join(" ");
}

const linkOf = ({ subject, from, decision }: CarriedDecision, links: SourceLinks): string =>
  links.to(subject, from, decision.id);

function openText(outcome: Exclude<DecisionOutcome, Winner>): string {
  if (outcome.kind === "tie") return `${listText(outcome.tied.map(escapeMarks))} have the same score`;
  return outcome.kind === "all-out" ? "every option fails a must-have" : "nothing was measured yet";
}

/** Where the winner and the next best differ. */
function leadText({ options, criteria }: DecisionResults, { winner, runnersUp: [next] }: Winner): string {
  if (next === undefined) return "No other option meets every must-have.";
  const [own, other] = [winner, next].map((name) => options.findIndex((option) => option.name === name));
  const differences = criteria.flatMap(({ name, weight, scores }) => {
    const difference = tenths(scores[own ?? -1]?.value) - tenths(scores[other ?? -1]?.value);
    return Number.isNaN(difference) || difference === 0
      ? []
      : [{ isOwn: difference > 0, words: `${escapeMarks(name)} (weight ${formatPlain(weight)} %)` }];
  });
  const led = (isOwn: boolean): string[] => differences.filter((one) => one.isOwn === isOwn).map(({ words }) => words);
  const [ahead, behind] = [led(true), led(false)];
  const name = escapeMarks(next);
  if (ahead.length === 0) return "";
  const but = behind.length === 0 ? "" : `; ${name} leads in ${listText(behind)}`;
  return `It leads ${name} in ${listText(ahead)}${but}.`;
}

/** Compared as they are told, with one decimal. */
const tenths = (score: number | undefined): number => (score === undefined ? Number.NaN : Math.round(score * 10));

/** The options that were not chosen, as rows of the alternatives; none while nothing is decided. */
export function rejectedRows(decided: CarriedDecision, links: SourceLinks): Row[] {
  const winner = winnerOf(decided);
  if (winner === null) return [];
  return decided.results.options
    .map((option, index) => ({ option, index }))
    .filter(({ option }) => option.name !== winner)
    .map(({ option, index }) => ({
      Option: escapeMarks(option.name),
      ...compared(decided, index, winner),
      "Reason for Rejection": reasonText(decided, option, index, links),
    }));
}

function reasonText(
  decided: CarriedDecision,
  { name, score }: OptionResults,
  index: number,
  links: SourceLinks,
): string {
  const { results } = decided;
  const failed = failedMusts(results, index);
  const link = linkOf(decided, links);
  if (failed.length > 0) return `${listText(failed)} (${link})`;
  const best = results.options.find((option) => option.name === winnerOf(decided));
  if (best === undefined || score === null || best.score === null)
    return `${escapeMarks(name)} has no score in ${link} yet`;
  return `${formatNumber(best.score - score, 2)} of 10 points less than ${escapeMarks(best.name)} in ${link}`;
}

const failedMusts = ({ musts }: DecisionResults, index: number): string[] =>
  musts.flatMap(({ name, answers }) => {
    const answer = answers[index];
    if (answer?.answer !== "not met") return [];
    return `Must-have not met: ${escapeMarks(name)}${answer.because === "" ? "" : ` (${escapeMarks(answer.because)})`}`;
  });

/** Criterion by criterion against the option that was chosen. */
function compared({ decision, results }: CarriedDecision, index: number, winner: string): Row {
  const best = results.options.findIndex(({ name }) => name === winner);
  const all = decision.criteria.flatMap((criterion, i) => {
    const [own, other] = [index, best].map((option) => scoreOf(decision.criteria[i], results, i, option));
    const difference = tenths(own) - tenths(other);
    return Number.isNaN(difference) || own === undefined || other === undefined || difference === 0
      ? []
      : [
          {
            isPro: difference > 0,
            words: `${escapeMarks(criterion.name)}: ${formatNumber(own, 1)} against ${formatNumber(other, 1)} of 10`,
          },
        ];
  });
  const told = (isPro: boolean): string =>
    all
      .filter((one) => one.isPro === isPro)
      .map(({ words }) => words)
      .join("; ") || NOTHING;
  return { Pros: told(true), Cons: [...failedMusts(results, index), told(false)].filter(isTold).join("; ") || NOTHING };
}

const NOTHING = "nothing that was weighed";
const isTold = (words: string): boolean => words !== NOTHING;

/** An option that is out has no score; what somebody judged of it stands all the same. */
function scoreOf(
  criterion: Criterion | undefined,
  { criteria, options }: DecisionResults,
  index: number,
  option: number,
): number | undefined {
  const computed = criteria[index]?.scores[option]?.value;
  if (computed !== undefined || criterion?.kind !== "judged") return computed;
  return criterion.scores[options[option]?.name ?? ""];
}
