// A decision as it stands: must-haves first, then scores, then how much it would take to change it.
import type { DecisionResults, Flip } from "@nomous/workbench/experiments";
import { Glyph } from "../ui/glyph.tsx";
import { countText } from "../words/numbers.ts";

interface DecisionMatrixProps {
  decision: DecisionResults;
}

export function DecisionMatrix({ decision }: DecisionMatrixProps) {
  const { outcome, doubts } = decision;
  return (
    <>
      <Matrix decision={decision} />
      <p>{outcomeText(decision)}</p>
      {doubts.length > 0 && (
        <>
          {outcome.kind === "winner" && <p className="meta">Provisional:</p>}
          <ul className="doubts meta">
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Matrix({ decision: { options, musts, criteria } }: DecisionMatrixProps) {
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="wide-table" tabIndex={0}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">Criterion</th>
            <th scope="col">Weight</th>
            {options.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Flips when</th>
          </tr>
        </thead>
        <tbody>
          {musts.map(({ name, answers }) => (
            <tr key={name}>
              <th scope="row" colSpan={2}>
                Must: {name}
              </th>
              {answers.map((answer, i) => (
                <td key={options[i]?.name}>
                  <MustAnswer {...answer} />
                </td>
              ))}
              <td>{flipsText(null)}</td>
            </tr>
          ))}
          {criteria.map(({ name, weight, isCounted, scores, flips }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{weight.toFixed(0)}</td>
              {options.map((option, i) => (
                <td key={option.name}>{scoreText(isCounted ? (scores[i]?.value ?? null) : null, option.status)}</td>
              ))}
              <td>{flipsText(flips)}</td>
            </tr>
          ))}
          <tr className="total">
            <th scope="row">Score</th>
            <td>100</td>
            {options.map(({ name, score, status }) => (
              <td key={name}>{score === null ? (status === "out" ? "out" : "") : score.toFixed(2)}</td>
            ))}
            <td>{flipsText(null)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

type Answer = DecisionResults["musts"][number]["answers"][number];

const ANSWERS = {
  met: { glyph: "check", tone: "ok" },
  "not met": { glyph: "error", tone: "error" },
  "not sure": { glyph: "warning", tone: "warning" },
} as const;

/** The glyph alone where a must-have is met; else also what stands against it. */
function MustAnswer({ answer, because }: Answer) {
  const { glyph, tone } = ANSWERS[answer];
  return (
    <span className="st">
      <Glyph name={glyph} tone={tone} />
      {answer === "met" ? <span className="heard">met</span> : because || answer}
    </span>
  );
}

function scoreText(score: number | null, status: DecisionResults["options"][number]["status"]): string {
  if (score !== null) return score.toFixed(1);
  return status === "out" ? "out" : "none";
}

/** Nothing where no weight can matter yet. */
const flipsText = (flips: readonly Flip[] | null): string =>
  flips === null ? "" : flips.map(({ side, at }) => `${side} ${Math.round(at)}`).join(", ") || "never";

function outcomeText({ outcome, options, simulations }: DecisionResults): string {
  switch (outcome.kind) {
    case "winner": {
      const wins = options.find(({ name }) => name === outcome.winner)?.wins ?? null;
      const share =
        wins === null ? "" : ` and wins ${Math.round(wins * 100)} % of ${countText(simulations.count)} simulations`;
      return `${outcome.winner} leads${share}.`;
    }
    case "tie":
      return `${outcome.tied.join(" and ")} have the same score.`;
    case "all-out":
      return "Every option fails a must-have.";
    case "not-measured":
      break;
  }
  return "Nothing that is measured has a result yet.";
}
