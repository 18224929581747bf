// How likely and how bad: a cell a pair, with the risks in it. The product of the two is all that stands out, and what is not rated is
// named below, because a place on the grid would be made up.
import { withoutHidden } from "../text/hidden-letters.ts";
import type { PlacedRisk, RiskGrid } from "./risk-grid.ts";
import {
  type ChartOptions,
  type ChartWidth,
  drawSheet,
  footnotes,
  heading,
  type Piece,
  stack,
  WIDTHS,
} from "./sheet.ts";
import { box, words } from "./svg.ts";
import { cutText, textWidth, wrapText } from "./text-width.ts";

const LABELS = 72;
const LINE = 16;
const PAD = 6;
const LEAST_LINES = 2;
const MOST_LINES = 6;

/** SVG; null where no risk is rated. */
export function drawRiskMatrix(grid: RiskGrid, options: ChartOptions = {}): string | null {
  const { width = "wide" } = options;
  if (grid.rated.length === 0) return null;
  const notes = grid.unrated.length === 0 ? [] : [`Not rated: ${listed(grid.unrated)}.`];
  return drawSheet(
    [
      stack([heading("Risks", MEANING, WIDTHS[width]), drawGrid(grid, width)]),
      ...(notes.length === 0 ? [] : [footnotes(notes, WIDTHS[width])]),
    ],
    riskSentence(grid),
    options,
  );
}

const MEANING = "likelihood upwards, impact to the right; the number is their product";

/** What the picture shows, in a sentence. */
export function riskSentence({ rated, unrated, steps }: RiskGrid): string {
  const [worst] = rated;
  const most = worst === undefined ? [] : rated.filter(({ product }) => product === worst.product);
  const weighed =
    worst === undefined ? "none of them rated" : `the greatest product is ${worst.product}: ${listed(most)}`;
  const open = unrated.length === 0 || rated.length === 0 ? "" : `; not rated: ${listed(unrated)}`;
  const count = rated.length + unrated.length;
  return `${count} ${count === 1 ? "risk" : "risks"} on a grid of ${steps.length} by ${steps.length}; ${weighed}${open}.`;
}

const MOST_NAMED = 12;

function listed(named: readonly { readonly name: string }[]): string {
  const names = named.slice(0, MOST_NAMED).map(({ name }) => short(name));
  return named.length > MOST_NAMED ? `${names.join(", ")} and ${named.length - MOST_NAMED} more` : names.join(", ");
}

function drawGrid({ steps, rated }: RiskGrid, width: ChartWidth): Piece {
  const cell = Math.floor((WIDTHS[width] - LABELS) / steps.length);
  const at = Map.groupBy(rated, ({ likelihood, impact }) => `${likelihood} ${impact}`);
  let y = 4;
  let marks = "";
  for (let likelihood = steps.length; likelihood >= 1; likelihood -= 1) {
    const row = steps.map((_, i) => linesOf(at.get(`${likelihood} ${i + 1}`) ?? [], cell - 2 * PAD));
    const height = (1 + Math.max(LEAST_LINES, ...row.map((lines) => lines.length))) * LINE + PAD;
    marks += words(steps[likelihood - 1] ?? "", { x: LABELS - 8, y: y + height / 2 + 4, anchor: "end" });
    for (const [i, lines] of row.entries())
      marks += drawCell(lines, likelihood * (i + 1), { x: LABELS + i * cell, y, width: cell, height });
    y += height;
  }
  const labels = steps.map((step, i) => words(step, { x: LABELS + (i + 0.5) * cell, y: y + LINE, anchor: "middle" }));
  return { marks: marks + labels.join(""), height: y + LINE + PAD };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawCell(lines: readonly string[], product: number, { x, y, width, height }: Place): string {
  const number = words(String(product), {
    x: x + width - PAD,
    y: y + LINE,
    anchor: "end",
    ...(lines.length > 0 ? { className: "chart-b" } : {}),
  });
  const named = lines.map((text, i) => words(text, { x: x + PAD, y: y + (i + 2) * LINE, className: "chart-k" }));
  return box("chart-run", x + 0.5, y + 0.5, width, height) + number + named.join("");
}

/** As many as there is room for; the last line says how many more. */
function linesOf(risks: readonly PlacedRisk[], room: number): string[] {
  const names = risks.map(({ name }) => cutText(short(name), room - textWidth(",")));
  const lines = wrapText(names.join(", "), room);
  if (lines.length <= MOST_LINES) return lines;
  for (let shown = names.length - 1; shown > 0; shown -= 1) {
    const fitting = wrapText(`${names.slice(0, shown).join(", ")} and ${names.length - shown} more`, room);
    if (fitting.length <= MOST_LINES && fitting.every((line) => textWidth(line) <= room)) return fitting;
  }
  return lines.slice(0, MOST_LINES);
}

const MOST_LETTERS = 40;
const short = (name: string): string => withoutHidden(name.slice(0, MOST_LETTERS)).replaceAll(/\s+/g, " ").trim();
