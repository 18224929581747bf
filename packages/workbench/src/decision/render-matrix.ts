// The decision as a table: must-haves first, then a row for each criterion, the score, and how often each option wins.
import { formatNumber, formatPlain } from "../number/format-number.ts";
import { plain } from "../region/plain.ts";
import { tableOf } from "../region/table.ts";
import type { DecisionResults, Flip, MustOutcome, OptionResults, Score } from "./decision-results.ts";

/** A Markdown table, and below it what is not certain, as a list. */
export function renderMatrix(results: DecisionResults): string {
  const { options, musts, criteria, outcome, doubts } = results;
  const heads = ["Criterion", "Weight", ...options.map(({ name }) => plain(name)), "Flips when"];
  const mustRows = musts.map(({ name, answers }) => [`Must: ${plain(name)}`, "", ...answers.map(answerText), ""]);
  const criterionRows = criteria.map(({ name, weight, isCounted, scores, flips }) => [
    plain(name),
    formatPlain(weight),
    ...scores.map((score, i) => (isCounted ? scoreText(score, options[i]) : "not measured")),
    flips === null ? "" : flips.map((flip) => flipText(flip, results)).join(" or ") || "never",
  ]);
  const totals = [
    ["Score", "100", ...options.map(totalText), ""],
    ["Result", "", ...options.map(winsText), ""],
  ];
  const isScored = outcome.kind === "winner" || outcome.kind === "tie";
  const rows = [...mustRows, ...criterionRows, ...(isScored ? totals : [])];
  const table = tableOf(heads, rows);
  return doubts.length === 0
    ? table
    : `${table}\n\nNot certain:\n\n${doubts.map((doubt) => `- ${plain(doubt)}`).join("\n")}`;
}

const answerText = ({ answer, because }: MustOutcome): string =>
  because === "" ? answer : `${answer}: ${plain(because)}`;

function scoreText(score: Score | null, option: OptionResults | undefined): string {
  if (score === null) return option?.status === "out" ? "out" : "not measured";
  return withInterval(score.value, score, 1);
}

const totalText = ({ status, score, interval }: OptionResults): string => {
  if (score === null || interval === null) return status === "out" ? "out" : "no score";
  return withInterval(score, interval, 2);
};

/** `7.06 [6.48, 7.61]`; a score that is certain stands alone. */
export function withInterval(value: number, { low, high }: Pick<Score, "low" | "high">, decimals: number): string {
  const [text, from, to] = [value, low, high].map((one) => formatNumber(one, decimals));
  return from === to ? `${text}` : `${text} [${from}, ${to}]`;
}

const winsText = ({ status, wins }: OptionResults): string =>
  wins === null ? (status === "out" ? "out" : "no score") : `wins ${shareText(wins)}`;

/** A share of simulations is never told as all or none of them unless it is. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.005) return "less than 1 %";
  if (share < 1 && share >= 0.995) return "more than 99 %";
  return `${formatNumber(100 * share, 0)} %`;
}

/** `below 16`; with the name of the option that wins then, unless it is the only runner-up. */
function flipText(flip: Flip, { outcome }: DecisionResults): string {
  const isExpected =
    outcome.kind === "winner" && outcome.runnersUp.length === 1 && outcome.runnersUp[0] === flip.winner;
  return `${flip.side} ${weightText(flip)}${isExpected ? "" : ` (${plain(flip.winner)})`}`;
}

/** Rounded to the side on which the other option wins for certain. */
export function weightText({ at, side }: Flip): string {
  const whole = side === "below" ? Math.floor(at) : Math.ceil(at);
  return whole > 0 && whole < 100 ? formatNumber(whole, 0) : formatNumber(at, 1);
}
