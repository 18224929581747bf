// How the result of a plan reaches people, what may go wrong on the way, and what the plan is measured by.
import { RISK_COLUMNS, column } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { gpu, models, offline, realtime } from "./scopes.ts";

export const rollout: Part = {
  id: "rollout",
  heading: "Rollout Plan",
  aliases: ["Rollout", "Deployment plan", "Release plan", "Deployment"],
  need: "always",
  role: "rollout",
  expects: [
    {
      kind: "table",
      columns: [
        column("Step", ["phase", "stage"]),
        column("Deploy", ["deployment", "action", "what"]),
        column("Verify", ["verification", "check"]),
        column("Watch", ["monitor", "monitoring", "watched metric", "metric"]),
        column("Roll back when", ["trigger", "rollback trigger", "rollback when"]),
        column("Roll back how", ["rollback", "rollback procedure", "rollback how"]),
      ],
    },
  ],
  guidance:
    "For every step name the metric that is watched, the number at which it is undone, and the command that undoes it.",
  parts: [
    {
      id: "rollout.deployment",
      heading: "Deployment steps",
      aliases: ["Deployment process"],
      need: "optional",
      guidance: "Give the order in which things are deployed when the table is too narrow for it.",
    },
    {
      id: "rollout.verification",
      heading: "Verification process",
      aliases: ["Verification", "Verification steps"],
      need: "optional",
      guidance: "Say who looks at what after a step when the table is too narrow for it.",
    },
    {
      id: "rollout.monitoring",
      heading: "Monitoring approach",
      aliases: ["Monitoring"],
      need: "full",
      guidance: "Say where the watched metrics are seen, who looks, and for how long after each step.",
    },
    {
      id: "rollout.rollback",
      heading: "Rollback procedure",
      aliases: ["Rollback plan", "Rollback strategy", "Rollback"],
      need: "full",
      role: "rollback",
      guidance: "Give the commands in order, say what data they lose, and when they were last tried.",
    },
    {
      id: "rollout.baselines",
      heading: "Performance baselines",
      aliases: ["Baselines"],
      need: "full",
      guidance: "Link the measurements that the watched metrics are compared with, and their date and machine.",
    },
  ],
};

export const risks: Part = {
  id: "risks",
  heading: "Risks",
  aliases: ["Risks and mitigations", "Risk assessment", "Risk factors", "Risks and assumptions"],
  need: "full",
  role: "risks",
  expects: [{ kind: "table", columns: RISK_COLUMNS }],
  guidance: "List what may go wrong, how likely and how bad it is, and what is done about it before it happens.",
};

export const timeline: Part = {
  id: "timeline",
  heading: "Resources and Timeline",
  aliases: ["Resources", "Timeline", "Resource requirements", "Timeline estimates", "Schedule", "Effort"],
  need: "full",
  role: "resources-and-timeline",
  expects: [{ kind: "duration" }],
  guidance: "Name the people, machines and money; let the duration follow from the estimates of the tasks.",
};

export const validation: Part = {
  id: "validation",
  heading: "Validation",
  aliases: ["Validation criteria", "Validation checklist"],
  need: "full",
  role: "validation",
  expects: [
    {
      kind: "table",
      columns: [
        column("Criterion", ["criteria", "validation criterion"]),
        column("Met by", ["evidence", "answer", "how"]),
      ],
      rows: [
        { text: "Offline-first architecture", scope: offline.name },
        { text: "ML/AI performance requirements", scope: models.name },
        { text: "GPU optimization strategy", scope: gpu.name },
        { text: "WebSocket communication patterns", scope: realtime.name },
        { text: "Code quality standards" },
        { text: "Comprehensive testing approach" },
        { text: "Backward compatibility" },
        { text: "Performance targets" },
      ],
    },
  ],
  guidance: "Name for each criterion the task or the artefact that meets it, or say why it does not apply.",
};
