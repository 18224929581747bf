// Risks on a grid of how likely and how bad they are. Where nobody rates by more than low, medium and high it has three steps, else five.
import type { Risk } from "../rule/risk/read-risks.ts";

export interface PlacedRisk {
  readonly risk: Risk;
  /** Its own id, or its place in the list. */
  readonly name: string;
  /** From 1, on the steps of the grid. */
  readonly likelihood: number;
  readonly impact: number;
  readonly product: number;
}

export interface RiskGrid {
  /** From the lowest. */
  readonly steps: readonly string[];
  /** The greatest product first; then in the order of the document. */
  readonly rated: readonly PlacedRisk[];
  readonly unrated: readonly { readonly risk: Risk; readonly name: string }[];
}

const THREE = ["low", "medium", "high"];
const FIVE = ["very low", "low", "medium", "high", "very high"];

export function riskGrid(risks: readonly Risk[]): RiskGrid {
  const ratings = risks.flatMap(({ likelihood, impact }) =>
    likelihood === null || impact === null ? [] : [likelihood, impact],
  );
  const isOfThree = ratings.every((one) => one.isOfThree);
  const named = risks.map((risk, i) => ({ risk, name: risk.id ?? `No. ${i + 1}` }));
  const rated = named.flatMap(({ risk, name }): PlacedRisk[] => {
    if (risk.likelihood === null || risk.impact === null) return [];
    const [likelihood, impact] = [risk.likelihood, risk.impact].map(({ step }) => (isOfThree ? step - 1 : step));
    return likelihood === undefined || impact === undefined
      ? []
      : [{ risk, name, likelihood, impact, product: likelihood * impact }];
  });
  return {
    steps: isOfThree ? THREE : FIVE,
    rated: rated.toSorted((a, b) => b.product - a.product),
    unrated: named.filter(({ risk }) => risk.likelihood === null || risk.impact === null),
  };
}
