// Charts are pieces of one width, one below the other, on a sheet that says in a sentence what it shows.
import { fileStyle } from "./chart-style.ts";
import { element, escapeText } from "./svg.ts";
import { cutText, textWidth, wrapText } from "./text-width.ts";

export interface ChartOptions {
  /** `file` has its own style and paper; `page` has classes alone, for the stylesheet of the app. */
  readonly embed?: "file" | "page";
  /** Two drawings, not one that is scaled. */
  readonly width?: "wide" | "phone";
}

export type ChartWidth = "wide" | "phone";

/** Pixels. */
export const WIDTHS: Readonly<Record<ChartWidth, number>> = { wide: 730, phone: 358 };

export interface Piece {
  readonly marks: string;
  readonly height: number;
}

const MARGIN = 12;
const GAP = 20;

export function drawSheet(pieces: readonly Piece[], sentence: string, options: ChartOptions): string {
  const { embed = "file", width = "wide" } = options;
  const margin = embed === "file" ? MARGIN : 0;
  const inner = WIDTHS[width];
  let y = margin;
  let marks = "";
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) y += GAP;
    marks += `${element("g", { transform: `translate(${margin} ${Math.round(y)})` }, piece.marks)}\n`;
    y += Math.ceil(piece.height);
  }
  const [w, h] = [inner + 2 * margin, Math.round(y) + margin];
  const head = element("title", {}, escapeText(sentence));
  const own =
    embed === "file"
      ? `<style>\n${fileStyle()}</style>\n${element("rect", { class: "chart-paper", width: w, height: h })}\n`
      : "";
  return `${element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", class: "chart", width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: "img" },
    `${head}\n${own}${marks}`,
  )}\n`;
}

const LINE = 16;
const BASELINE = 12;
const HEADING_GAP = 4;

/** What the marks below mean: the title, and beside or below it the rest. */
export function heading(title: string, meta: string, width: number): Piece {
  const shown = cutText(title, width, true);
  const from = textWidth(shown, true) + 8;
  const [first = "", ...others] = wrapText(meta, width, width - from);
  const beside = first === "" ? "" : element("tspan", { dx: 8 }, escapeText(first));
  const top = element(
    "text",
    { x: 0, y: BASELINE },
    element("tspan", { class: "chart-b" }, escapeText(shown)) + beside,
  );
  const below = others.map((one, i) => element("text", { x: 0, y: BASELINE + (i + 1) * LINE }, escapeText(one)));
  return { marks: top + below.join(""), height: (1 + others.length) * LINE + HEADING_GAP };
}

/** Sentences below a chart. */
export function footnotes(sentences: readonly string[], width: number): Piece {
  const lines = sentences.flatMap((sentence) => wrapText(sentence, width));
  return {
    marks: lines.map((one, i) => element("text", { x: 0, y: BASELINE + i * LINE }, escapeText(one))).join(""),
    height: lines.length * LINE,
  };
}

/** Pieces as one, without gaps. */
export function stack(pieces: readonly Piece[]): Piece {
  let height = 0;
  let marks = "";
  for (const piece of pieces) {
    marks += element("g", { transform: `translate(0 ${Math.round(height)})` }, piece.marks);
    height += Math.ceil(piece.height);
  }
  return { marks, height };
}
