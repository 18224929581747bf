import type { DecisionResults } from "./decision-results.ts";
import { renderMatrix } from "./render-matrix.ts";
import { renderStatement } from "./render-statement.ts";

/** Markdown without a line end at its end: the table for the evaluation, and the sentences for the recommendation. */
export const renderDecision = (results: DecisionResults): { readonly matrix: string; readonly statement: string } => ({
  matrix: renderMatrix(results),
  statement: renderStatement(results),
});
