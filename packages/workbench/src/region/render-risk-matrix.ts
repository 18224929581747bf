// The risks by what they weigh, the heaviest first, and the picture of them.
import { riskSentence } from "../chart/draw-risk-matrix.ts";
import type { PlacedRisk, RiskGrid } from "../chart/risk-grid.ts";
import { planCell } from "./plan-cell.ts";
import { pictureLink } from "./plan-picture.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

const MOST_ROWS = 100;

/** Markdown with LF line ends; empty where there are no risks. */
export function renderRiskMatrix(grid: RiskGrid, document: string): string {
  const { rated, unrated } = grid;
  if (rated.length + unrated.length === 0) return "";
  const rows = [
    ...rated.map((one) => [
      nameOf(one),
      planCell(one.risk.likelihood?.text ?? ""),
      planCell(one.risk.impact?.text ?? ""),
      `${one.likelihood} × ${one.impact} = ${one.product}`,
    ]),
    ...unrated.map((one) => [
      nameOf(one),
      planCell(one.risk.likelihood?.text ?? "not rated"),
      planCell(one.risk.impact?.text ?? "not rated"),
      "–",
    ]),
  ];
  const more = rows.length - MOST_ROWS;
  return [
    plain(riskSentence(grid)),
    tableOf(["Rated risk", "How likely", "How bad", "Product"], rows.slice(0, MOST_ROWS)),
    ...(more > 0 ? [`And ${more} more.`] : []),
    ...(rated.length === 0 ? [] : [pictureLink(document, "risk-matrix", riskSentence(grid))]),
  ].join("\n\n");
}

const nameOf = ({ name, risk }: Pick<PlacedRisk, "name" | "risk">): string => planCell(`${name}: ${risk.text}`);
