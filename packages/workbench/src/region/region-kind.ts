// The generated parts that there are: some of every experiment, some of every decision, some of a plan, and one of every document.

const EXPERIMENT_KINDS = ["results", "resources", "errors", "environment"] as const;

const DECISION_KINDS = ["decision", "recommendation"] as const;

/** Each is there once, and its name has no owner before it. */
const PLAN_KINDS = ["targets", "risk-matrix", "timeline", "work"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What the parts of a plan are called in a document: "resources" alone are those of an experiment. */
export const PLAN_REGIONS: Readonly<Record<PlanKind, string>> = {
  targets: "targets",
  "risk-matrix": "risk-matrix",
  timeline: "timeline",
  work: "resources",
};

export const isPlanRegion = (name: string): boolean => Object.values(PLAN_REGIONS).includes(name);

export const isPlanKind = (kind: RegionKind): kind is PlanKind => PLAN_KINDS.some((one) => one === kind);

/** In the order in which a document has them. */
export const REGION_KINDS = [...EXPERIMENT_KINDS, ...DECISION_KINDS, ...PLAN_KINDS, "claims"] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

export interface RegionOwner {
  readonly of: "experiment" | "decision";
  readonly id: string;
}

/** Whose a region of this name would be; null for the document's own, and for what is none of ours. */
export function ownerOf(name: string): RegionOwner | null {
  const { 1: id = "", 2: kind = "" } = /^([^/]+)\/([^/]+)$/.exec(name) ?? [];
  if (EXPERIMENT_KINDS.some((one) => one === kind)) return { of: "experiment", id };
  if (DECISION_KINDS.some((one) => one === kind)) return { of: "decision", id };
  return null;
}
