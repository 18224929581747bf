// A verdict is a small interval against a line: better ends before it, worse begins behind it, equivalent lies between two, and
// inconclusive is a hollow dot across it. The word always stands beside it.
import type { Verdict } from "../analysis/results.ts";
import { dot, element } from "./svg.ts";

const PATHS: Readonly<Record<Verdict, string>> = {
  better: "M13 3v10M2 8h7",
  worse: "M3 3v10M7 8h7",
  equivalent: "M3 4v8M13 4v8M5.5 8h5",
  inconclusive: "M8 2.5v11M1.5 8h4M10.5 8h4",
};
const CENTRES: Readonly<Record<Verdict, number>> = { better: 5.5, worse: 10.5, equivalent: 8, inconclusive: 8 };

/** In a box of 16 pixels; `x` and `y` are its upper left corner. */
export const verdictGlyph = (verdict: Verdict, x: number, y: number): string =>
  element(
    "g",
    { transform: `translate(${Math.round(x)} ${Math.round(y)})` },
    element("path", { class: `chart-glyph chart-${verdict}`, d: PATHS[verdict] }) +
      dot(`chart-point chart-${verdict}`, CENTRES[verdict], 8, 2.2),
  );
