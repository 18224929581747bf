import type { Severity, Weight } from "../rule/rule.ts";
import type { Stage } from "../type/document-type.ts";

/** A draft is unfinished by nature; from review on others read it. A closed document is history and only told about. */
const SEVERITIES: Readonly<Record<Weight, Readonly<Record<Stage, Severity>>>> = {
  broken: { draft: "error", review: "error", approved: "error", closed: "warning" },
  wrong: { draft: "warning", review: "error", approved: "error", closed: "note" },
  missing: { draft: "note", review: "error", approved: "error", closed: "note" },
  advice: { draft: "note", review: "warning", approved: "warning", closed: "note" },
};

export const severityOf = (weight: Weight, stage: Stage): Severity => SEVERITIES[weight][stage];
