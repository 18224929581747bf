// A spec: the nine sections of a design document that others can say yes or no to. Phases belong here, durations in the plan.
import type { DocumentType, Field } from "./document-type.ts";
import { author, branch, commit, compatibility, date, owner, recentCommits, status, updated } from "./fields.ts";
import { api, data, operations, security } from "./scopes.ts";
import { sources } from "./sources.ts";
import { concerns, delivery, open } from "./spec-delivery.ts";
import { alternatives, design, solution } from "./spec-design.ts";
import { context, goals, summary } from "./spec-motivation.ts";
import { SPEC_STATES } from "./states.ts";

/** They share a row of the table. */
const DATES = "Created / Last Updated";
const created: Field = { ...date, key: "created", label: DATES, aliases: ["date", "created at", "date created"] };
const lastUpdated: Field = { ...updated, label: DATES };

export const spec: DocumentType = {
  name: "spec",
  title: "Technical specification",
  purpose: "Proposes a change in enough detail that others can approve it, reject it and build it.",
  folder: "specs",
  metadata: "table",
  fields: [author, status, owner, created, lastUpdated, compatibility, branch, commit, recentCommits],
  states: SPEC_STATES,
  scopes: [api, data, security, operations],
  isNumbered: true,
  parts: [summary, context, goals, solution, design, alternatives, concerns, delivery, open, sources],
  phases: [
    { name: "motivation", parts: ["summary", "context", "goals"] },
    { name: "design", parts: ["solution", "design", "alternatives"] },
    { name: "delivery", parts: ["concerns", "delivery", "open"] },
  ],
  leadsTo: ["plan"],
};
