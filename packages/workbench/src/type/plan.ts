// A plan: what the change touches, cited; tasks with estimates that a schedule can be computed from; targets with a baseline; and for
// every step of the rollout what tells that it has to be undone.
import type { DocumentType, Field } from "./document-type.ts";
import { author, branch, commit, compatibility, date, owner, status, tags, updated } from "./fields.ts";
import { analysis, components, design, overview } from "./plan-design.ts";
import { risks, rollout, timeline, validation } from "./plan-rollout.ts";
import { performance, steps, testing } from "./plan-tasks.ts";
import { backend, frontend, gpu, models, offline, realtime } from "./scopes.ts";
import { sources } from "./sources.ts";
import { PLAN_STATES } from "./states.ts";

/** The schedule tells days of the calendar once it is given. */
const start: Field = {
  key: "start",
  label: "Start",
  aliases: [],
  isRequired: false,
  kind: "date",
  guidance: "Give the day on which the work begins; without it a schedule counts days from its beginning.",
};

export const plan: DocumentType = {
  name: "plan",
  title: "Implementation plan",
  purpose: "Says in which tasks a change is made, what it must reach, and how each step is undone.",
  folder: "docs/plans",
  metadata: "front-matter",
  fields: [status, date, updated, start, author, owner, compatibility, branch, commit, tags],
  states: PLAN_STATES,
  scopes: [models, gpu, realtime, offline, backend, frontend],
  parts: [
    analysis,
    overview,
    design,
    components,
    steps,
    performance,
    testing,
    rollout,
    risks,
    timeline,
    validation,
    sources,
  ],
  phases: [
    { name: "analysis", parts: ["analysis", "overview"] },
    { name: "design", parts: ["design", "models", "performance"] },
    { name: "tasks", parts: ["steps", "testing"] },
    { name: "rollout", parts: ["rollout", "validation"] },
  ],
  leadsTo: [],
};
