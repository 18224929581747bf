// The lifecycles of the four types. The first state of each is the one a new document is in.
import type { State } from "./document-type.ts";

/** A spike that is concluded, or says that it could not tell, is read as something finished; one that is abandoned is history. */
export const SPIKE_STATES: readonly State[] = [
  {
    name: "draft",
    label: "Draft",
    aliases: ["planned", "proposed", "wip"],
    stage: "draft",
    next: ["running", "abandoned"],
  },
  {
    name: "running",
    label: "Running",
    aliases: ["in progress", "investigating", "active", "started"],
    stage: "draft",
    next: ["concluded", "inconclusive", "abandoned"],
  },
  {
    name: "concluded",
    label: "Concluded",
    aliases: ["complete", "completed", "done", "closed", "finished"],
    stage: "approved",
    next: ["running"],
  },
  {
    name: "inconclusive",
    label: "Inconclusive",
    aliases: ["blocked", "no answer"],
    stage: "approved",
    next: ["running", "abandoned"],
  },
  {
    name: "abandoned",
    label: "Abandoned",
    aliases: ["cancelled", "canceled", "stopped", "superseded"],
    stage: "closed",
    next: ["draft"],
  },
];

export const PLAN_STATES: readonly State[] = [
  {
    name: "draft",
    label: "Draft",
    aliases: ["wip", "planned", "proposed"],
    stage: "draft",
    next: ["in-review", "rejected"],
  },
  {
    name: "in-review",
    label: "In review",
    aliases: ["review", "under review", "rfc"],
    stage: "review",
    next: ["draft", "approved", "rejected"],
  },
  {
    name: "approved",
    label: "Approved",
    aliases: ["accepted", "ready"],
    stage: "approved",
    next: ["in-review", "in-progress", "rejected"],
    isApproval: true,
  },
  {
    name: "in-progress",
    label: "In progress",
    aliases: ["active", "started", "implementing"],
    stage: "approved",
    next: ["in-review", "done", "rejected"],
  },
  {
    name: "done",
    label: "Done",
    aliases: ["complete", "completed", "implemented", "finished", "shipped"],
    stage: "closed",
    next: ["in-progress"],
  },
  {
    name: "rejected",
    label: "Rejected",
    aliases: ["abandoned", "cancelled", "canceled", "withdrawn", "superseded"],
    stage: "closed",
    next: ["draft"],
  },
];

export const SPEC_STATES: readonly State[] = [
  {
    name: "draft",
    label: "Draft (WIP)",
    aliases: ["draft", "wip", "work in progress", "proposed"],
    stage: "draft",
    next: ["in-review", "rejected"],
  },
  {
    name: "in-review",
    label: "In Review (RFC)",
    aliases: ["in review", "review", "under review", "rfc"],
    stage: "review",
    next: ["draft", "approved", "rejected"],
  },
  {
    name: "approved",
    label: "Approved",
    aliases: ["accepted"],
    stage: "approved",
    next: ["in-review", "implemented", "deprecated"],
    isApproval: true,
  },
  {
    name: "implemented",
    label: "Implemented",
    aliases: ["done", "complete", "completed", "shipped", "final"],
    stage: "closed",
    next: ["deprecated"],
  },
  {
    name: "deprecated",
    label: "Deprecated",
    aliases: ["superseded", "obsolete", "replaced"],
    stage: "closed",
    next: [],
  },
  {
    name: "rejected",
    label: "Rejected",
    aliases: ["declined", "withdrawn", "abandoned"],
    stage: "closed",
    next: ["draft"],
  },
];

/** Complete research may well end with questions, so it is read as something in review, never as something approved. */
export const RESEARCH_STATES: readonly State[] = [
  {
    name: "draft",
    label: "Draft",
    aliases: ["wip", "in progress", "active"],
    stage: "draft",
    next: ["complete", "superseded"],
  },
  {
    name: "complete",
    label: "Complete",
    aliases: ["completed", "done", "final", "published"],
    stage: "review",
    next: ["draft", "superseded"],
  },
  {
    name: "superseded",
    label: "Superseded",
    aliases: ["outdated", "obsolete", "archived", "deprecated", "replaced"],
    stage: "closed",
    next: [],
  },
];
