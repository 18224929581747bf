// The generated parts that there are: some of every experiment, some of every decision, and one of the document.

const EXPERIMENT_KINDS = ["results", "resources", "errors", "environment"] as const;

const DECISION_KINDS = ["decision", "recommendation"] as const;

/** In the order in which a document has them. */
export const REGION_KINDS = [...EXPERIMENT_KINDS, ...DECISION_KINDS, "claims"] as const;
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
