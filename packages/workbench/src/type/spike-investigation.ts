// What a spike says before the first run: the question, and how it will be answered.
import { column, optionalColumn } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { gpu, models, offline, realtime } from "./scopes.ts";

export const overview: Part = {
  id: "overview",
  heading: "Overview",
  aliases: ["Spike overview"],
  need: "always",
  guidance: "Say what hurts, what is asked, how an answer is told from an opinion, and how long it may take.",
  parts: [
    {
      id: "overview.problem",
      heading: "Problem statement",
      aliases: ["Problem", "Problem description", "Problem definition", "Technical challenge", "Context"],
      as: "label",
      need: "always",
      role: "problem",
      isMandatory: true,
      guidance:
        "Describe the technical challenge and whom it hurts. Say where it was seen: a log, a complaint, a measurement.",
    },
    {
      id: "overview.limitations",
      heading: "Current limitations",
      aliases: ["Current state", "Background", "Current situation"],
      as: "label",
      need: "full",
      role: "current-state",
      guidance: "Say what today's solution cannot do. Cite the line of code or the measurement that shows it.",
    },
    {
      id: "overview.question",
      heading: "Investigation goals",
      aliases: [
        "Investigation goal",
        "Question",
        "Research question",
        "Research objectives",
        "Research objective",
        "Hypothesis",
        "Goal",
      ],
      as: "label",
      need: "always",
      role: "question",
      isMandatory: true,
      guidance: "Ask the one question that this spike answers. Name the decision that waits for the answer.",
    },
    {
      id: "overview.outcomes",
      heading: "Desired outcomes",
      aliases: ["Expected outcomes", "Expected outcome", "Deliverables"],
      as: "label",
      need: "full",
      guidance: "Say what exists when the spike is over. A merged change is none of it; a measured answer is.",
    },
    {
      id: "overview.criteria",
      heading: "Success criteria",
      aliases: ["Success metrics", "Acceptance criteria", "Criteria", "Decision rule"],
      as: "label",
      need: "always",
      role: "criteria",
      isMandatory: true,
      expects: [{ kind: "number" }],
      guidance: "List what must be measured, each with a number and a unit. Fix the numbers before the first run.",
    },
    {
      id: "overview.risks",
      heading: "Risk factors",
      aliases: ["Risks", "Risk"],
      as: "label",
      need: "always",
      role: "risks",
      guidance: "List what may go wrong, each with likelihood and impact. Say beside each what is done about it.",
    },
    {
      id: "overview.timeline",
      heading: "Timeline",
      aliases: ["Time-box", "Timebox", "Time box", "Timeline estimates", "Duration", "Schedule"],
      as: "label",
      need: "always",
      role: "time-box",
      isMandatory: true,
      expects: [{ kind: "duration" }],
      guidance: "Give the time-box in hours or days. Say what happens when it is over without an answer.",
    },
  ],
};

export const details: Part = {
  id: "details",
  heading: "Technical Details",
  aliases: ["Investigation plan", "Technical investigation"],
  need: "always",
  guidance: "Say what is compared, how it is measured, and with what, so that somebody else can repeat it.",
  parts: [
    {
      id: "details.areas",
      heading: "Research areas",
      aliases: ["Research area", "Areas of research", "Areas of investigation"],
      need: "full",
      role: "research-areas",
      expects: [
        {
          kind: "table",
          columns: [
            column("Area", ["aspect", "topic"]),
            column("What we ask", ["question"]),
            column("Where we look", ["source", "sources"]),
          ],
        },
      ],
      guidance:
        "Break the question into areas; for each say what is asked and which code, document or run can answer it.",
    },
    {
      id: "details.options",
      heading: "Options",
      aliases: [
        "Options considered",
        "Candidates",
        "Variants",
        "Alternatives",
        "Alternative approaches",
        "Approaches",
        "Existing solutions",
      ],
      need: "always",
      role: "options",
      expects: [{ kind: "entries", min: 2 }],
      guidance: "List at least two options, one of them to leave things as they are, each with what speaks for it.",
    },
    {
      id: "details.models",
      heading: "Models compared",
      aliases: ["Models", "Model comparison", "Model evaluation"],
      need: { scope: models.name },
      role: "models",
      expects: [
        {
          kind: "table",
          columns: [
            column("Model", ["name"]),
            column("Version", ["hash", "revision"]),
            column("Quantisation", ["quantization", "format"]),
            optionalColumn("Licence", ["license"]),
          ],
        },
      ],
      guidance: "Name every model with the hash of its file, because one name stands for many files.",
    },
    {
      id: "details.gpu",
      heading: "GPU and memory",
      aliases: ["GPU optimization", "GPU optimisation", "GPU"],
      need: { scope: gpu.name },
      expects: [{ kind: "number" }],
      guidance: "Name the card, its memory and driver, the batch sizes that are tried, and how use is watched.",
    },
    {
      id: "details.traffic",
      heading: "Traffic and load",
      aliases: ["WebSocket communication", "Pipeline optimization", "Pipeline optimisation", "Connection handling"],
      need: { scope: realtime.name },
      expects: [{ kind: "number" }],
      guidance:
        "Give messages a second, their size and the number of clients, and say what happens when a client is slow.",
    },
    {
      id: "details.offline",
      heading: "Offline behaviour",
      aliases: ["Offline capabilities", "Data management", "State synchronization", "State synchronisation"],
      need: { scope: offline.name },
      guidance:
        "Say how long a client is away, what it changes meanwhile, and how two changes of one thing are settled.",
    },
    {
      id: "details.approach",
      heading: "Implementation approach",
      aliases: ["Technical approach", "Proof of concept", "Approach"],
      need: "full",
      role: "design",
      guidance: "Describe the smallest thing that has to be built to get an answer, and what is left out of it.",
    },
    {
      id: "details.method",
      heading: "Test methodology",
      aliases: ["Methodology", "Method", "Test method", "Experiment", "Experiments", "Performance tests"],
      need: "always",
      role: "method",
      isMandatory: true,
      guidance:
        "Say what is run, on which machine and data, how often and in which order, and what counts as a difference.",
    },
    {
      id: "details.metrics",
      heading: "Performance metrics",
      aliases: ["Metrics", "Measurements", "Resource monitoring"],
      need: "full",
      role: "metrics",
      expects: [
        {
          kind: "table",
          columns: [
            column("Metric", ["name"]),
            column("Unit"),
            column("Better", ["direction"]),
            column("Worth acting on", ["threshold", "smallest effect"]),
          ],
        },
      ],
      guidance:
        "Give each metric its unit, say whether less or more is better, and the smallest change that would matter.",
    },
    {
      id: "details.resources",
      heading: "Resource requirements",
      aliases: ["Resources", "Resource needs", "Resources required"],
      need: "full",
      role: "resources",
      guidance: "Name the people, machines, data and licences that the investigation itself takes.",
    },
  ],
};
