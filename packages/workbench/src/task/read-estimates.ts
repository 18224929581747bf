// How long a task takes, from one to three fields: `Min`, `Likely` and `Max`, or one that holds `2 h / 4 h / 1 d`, `2–4 d` or `3 d`.
import type { Cell } from "../text/markdown.ts";
import { readDuration } from "./duration.ts";
import type { Estimate, WrittenTask } from "./task.ts";

type Estimates = Pick<WrittenTask, "min" | "likely" | "max" | "estimateField">;
type EstimateField = "min" | "likely" | "max" | "estimates";

export function readEstimates(text: string, field: (name: EstimateField) => Cell | null): Estimates {
  const [min, likely, max, together] = [field("min"), field("likely"), field("max"), field("estimates")];
  const isSplit = min !== null || likely !== null || max !== null;
  if (!isSplit && together !== null) return { ...splitEstimates(text, together), estimateField: together };
  return { min: estimateOf(min), likely: estimateOf(likely), max: estimateOf(max), estimateField: null };
}

export const estimateOf = (cell: Cell | null): Estimate | null =>
  cell && { ...cell, duration: readDuration(cell.text) };

/** Two are the least and the most, three have the likely one between them. */
function splitEstimates(text: string, cell: Cell): Omit<Estimates, "estimateField"> {
  const raw = text.slice(cell.from, cell.to);
  const cut = raw.replaceAll(/–|—|(?<=[\da-z] ?)-(?= ?\d)/gi, "/").replaceAll(/\bto\b/g, "/ ");
  // A unit that stands only behind the last number holds for all.
  const [unit = ""] = /[a-z]+$/i.exec(cell.text) ?? [];
  const parts = [...cut.matchAll(/[^/\s][^/]*/g)].map(({ 0: part, index }) => {
    const words = part.trimEnd();
    const from = cell.from + index;
    const duration = readDuration(/\d$/.test(words) ? `${words} ${unit}` : words);
    return { from, to: from + words.length, text: words, duration };
  });
  const [first, second, third] = parts;
  if (first === undefined || second === undefined || parts.length > 3)
    return { min: null, likely: estimateOf(cell), max: null };
  return third === undefined ? { min: first, likely: null, max: second } : { min: first, likely: second, max: third };
}
