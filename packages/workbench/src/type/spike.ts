// A spike: one question, at least two options, a time-box, and an answer that says what would change it.
import type { DocumentType, Field } from "./document-type.ts";
import { author, branch, commit, date, owner, status, tags, updated } from "./fields.ts";
import { gpu, models, offline, realtime } from "./scopes.ts";
import { sources } from "./sources.ts";
import { details, overview } from "./spike-investigation.ts";
import { recommendations, results } from "./spike-results.ts";
import { SPIKE_STATES } from "./states.ts";

const ASPECTS: Readonly<Record<string, readonly string[]>> = {
  "ml/model-evaluation": [
    "Model comparison",
    "Performance benchmarks",
    "Resource requirements",
    "Integration complexity",
    "Optimisation potential",
  ],
  "ml/gpu-optimisation": [
    "Acceleration techniques",
    "Memory strategies",
    "Batch processing",
    "Resource management",
    "Performance monitoring",
  ],
  "realtime/pipeline": [
    "Processing approaches",
    "Data flow patterns",
    "State management",
    "Error handling",
    "Performance tuning",
  ],
  "realtime/websocket": [
    "Protocol efficiency",
    "Message formats",
    "Connection handling",
    "Error recovery",
    "Performance metrics",
  ],
  "offline/data-management": [
    "Storage options",
    "Sync strategies",
    "Conflict handling",
    "Recovery mechanisms",
    "Performance impact",
  ],
  "offline/state-synchronisation": [
    "Sync protocols",
    "Conflict resolution",
    "Error handling",
    "Performance optimisation",
    "Testing approaches",
  ],
  other: [
    "Existing solutions",
    "Alternative approaches",
    "Performance implications",
    "Resource requirements",
    "Implementation complexity",
  ],
};

const category: Field = {
  key: "category",
  label: "Category",
  aliases: ["spike category", "kind"],
  isRequired: false,
  kind: "choice",
  choices: Object.keys(ASPECTS),
  aspects: ASPECTS,
  guidance: "Say what kind of question it is; the research areas begin with what such a question has to look into.",
};

export const spike: DocumentType = {
  name: "spike",
  title: "Technical spike",
  purpose: "Answers one technical question with measurements, within a time-box.",
  folder: "docs/spikes",
  metadata: "front-matter",
  fields: [status, date, updated, author, owner, category, branch, commit, tags],
  states: SPIKE_STATES,
  scopes: [models, gpu, realtime, offline],
  parts: [overview, details, results, recommendations, sources],
  phases: [
    { name: "investigation", parts: ["overview", "details"] },
    {
      name: "implementation",
      parts: ["results.data", "results.resources", "results.errors", "results.notes"],
    },
    {
      name: "evaluation",
      parts: ["results.evaluation", "results.limitations", "results.conclusions", "recommendations"],
    },
  ],
  leadsTo: ["plan", "spec"],
};
