// What a person wants to try, in a few words: `F3=1d/2d/4d`, `F3 after B1, B2`, `drop F3`, `F3 by ada`.
import { readEstimates } from "../task/read-estimates.ts";
import { threePointOf } from "../task/three-point.ts";
import type { Refusal } from "./apply-changes.ts";
import type { PlanChange } from "./plan.ts";

const FORMS = "Write F3=1d/2d/4d, F3 after B1,B2, drop F3, or F3 by ada.";

export function parsePlanChange(words: string): PlanChange | Refusal {
  const said = words.trim();
  const [, dropped] = /^drop\s+(\S+)$/i.exec(said) ?? [];
  if (dropped !== undefined) return { kind: "drop", task: dropped };
  const [, task = "", link = "", rest = ""] = /^([^\s=]+)\s*(=|\safter(?=\s)|\sby(?=\s))\s*(.+)$/is.exec(said) ?? [];
  switch (link.trim().toLowerCase()) {
    case "=":
      return estimateChange(task, rest);
    case "after":
      return { kind: "after", task, after: isNothing(rest) ? [] : rest.split(/[\s,;]+/).filter((id) => id !== "") };
    case "by":
      return { kind: "who", task, who: isNothing(rest) || /^any(?:body|one)$/i.test(rest) ? null : rest };
    default:
      return { problems: [`"${said}" is no change of a plan. ${FORMS}`] };
  }
}

const isNothing = (text: string): boolean => /^(?:[-–—]|none|nothing|nobody)$/i.test(text);

function estimateChange(task: string, text: string): PlanChange | Refusal {
  const cell = { from: 0, to: text.length, text };
  const { estimate } = threePointOf(readEstimates(text, (name) => (name === "estimates" ? cell : null)));
  return estimate === null
    ? { problems: [`"${text}" is no estimate. Give the least, the likely and the most: ${task}=1d/2d/4d.`] }
    : { kind: "estimate", task, estimate };
}
