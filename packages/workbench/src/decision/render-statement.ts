// The decision as a recommendation: which option, by how much, what would change it, and what is not certain yet.
import { formatNumber, formatPlain } from "../number/format-number.ts";
import { plain } from "../region/plain.ts";
import type { CriterionResults, DecisionResults, Flip } from "./decision-results.ts";
import { listText } from "./list-text.ts";
import { shareText, weightText, withInterval } from "./render-matrix.ts";

/** Two or three sentences, the names of the options that win in bold. */
export function renderStatement(results: DecisionResults): string {
  const { outcome, doubts } = results;
  if (outcome.kind === "winner")
    return sentences(winnerText(results, outcome), flipSentence(results), provisional(doubts));
  if (outcome.kind === "tie") return sentences(tieText(results, outcome.tied), provisional(doubts));
  if (outcome.kind === "all-out") return allOutText(results);
  return `${allNames(results)} cannot be compared yet: ${told(doubts)}. ${toDecide(results)}`;
}

// Each text names options and says what would change it, as the rules of a recommendation ask of everybody.

const allNames = ({ options }: DecisionResults): string => listText(options.map(({ name }) => plain(name)));

const allOutText = (results: DecisionResults): string =>
  `${allNames(results)} each fail a must-have, so none is left. Another option would change that, or a must-have that turns out to be none.`;

function tieText(results: DecisionResults, tied: readonly string[]): string {
  const names = listText(tied.map((name) => `**${plain(name)}**`));
  return `${names} have the same score, ${scoreOf(results, tied[0])}. A criterion that tells them apart would change that.`;
}

const toDecide = ({ criteria }: DecisionResults): string =>
  criteria.every(({ isCounted }) => isCounted)
    ? "This can be decided once an option has all scores."
    : "This can be decided once it is measured with `nomous run`.";

const sentences = (...all: readonly string[]): string => all.filter((one) => one !== "").join(" ");

type Winner = Extract<DecisionResults["outcome"], { kind: "winner" }>;

function winnerText(results: DecisionResults, { winner, runnersUp, lead }: Winner): string {
  const isFirm = results.doubts.length === 0;
  const choice = `Choose **${plain(winner)}**${isFirm ? "" : " for now"}: it scores ${scoreOf(results, winner)}`;
  if (lead === null) return `${choice}. ${onlyOne(results)}`;
  const wins = results.options.find(({ name }) => name === winner)?.wins ?? 0;
  const simulations = `wins ${shareText(wins)} of ${formatNumber(results.simulations.count, 0)} simulations`;
  return `${choice}, ${formatNumber(lead, 2)} more than ${listText(runnersUp.map(plain))}, and ${simulations}.`;
}

const onlyOne = ({ options }: DecisionResults): string =>
  options.some(({ status }) => status === "unscored")
    ? "No other option has a score; it would change if one got a higher one."
    : "No other option meets every must-have; it would change if one did.";

function scoreOf({ options }: DecisionResults, name: string | undefined): string {
  const { score = null, interval = null } = options.find((one) => one.name === name) ?? {};
  return score === null || interval === null ? "" : `${withInterval(score, interval, 2)} of 10`;
}

/** The weight that needs the smallest change. */
function flipSentence({ outcome, criteria }: DecisionResults): string {
  if (outcome.kind !== "winner" || criteria.some(({ flips }) => flips === null)) return "";
  const all = criteria.flatMap((criterion) => (criterion.flips ?? []).map((flip) => ({ criterion, flip })));
  const [nearest] = all.toSorted((a, b) => changeOf(a) - changeOf(b));
  if (nearest === undefined) return "No other weight of a single criterion would change that.";
  const { criterion, flip } = nearest;
  const bound = `${flip.side === "below" ? "less" : "more"} than ${weightText(flip)} % instead of ${formatPlain(criterion.weight)} %`;
  return `${plain(flip.winner)} would win if ${plain(criterion.name)} weighed ${bound}.`;
}

const changeOf = ({ criterion, flip }: { criterion: CriterionResults; flip: Flip }): number =>
  Math.abs(flip.at - criterion.weight);

const provisional = (doubts: readonly string[]): string =>
  doubts.length === 0 ? "" : `This is provisional: ${told(doubts)}.`;

const MOST_TOLD = 2;

/** The first doubts; the matrix has all. */
function told(doubts: readonly string[]): string {
  const rest = doubts.length - MOST_TOLD;
  const first = doubts.slice(0, MOST_TOLD).map(plain).join("; ");
  return rest > 0 ? `${first}; and ${rest} more` : first;
}
