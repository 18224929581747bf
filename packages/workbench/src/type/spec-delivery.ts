// Sections 7 to 9 of a spec: what it means to run it, how it gets there, and what nobody knows yet.
import { RISK_COLUMNS } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { data, operations, security } from "./scopes.ts";

export const concerns: Part = {
  id: "concerns",
  heading: "Cross-Cutting Concerns",
  aliases: ["Cross cutting concerns", "Non-functional requirements", "Quality attributes"],
  need: "full",
  guidance: "Say what the change means for those who guard, watch and pay for the system.",
  parts: [
    {
      id: "concerns.security",
      heading: "Security and Privacy",
      aliases: ["Security", "Privacy", "Security considerations", "Privacy and security"],
      need: { scope: security.name },
      role: "security",
      guidance: "Say who could misuse this, and what stops them.",
      parts: [
        {
          id: "concerns.security.authentication",
          heading: "Authentication",
          as: "label",
          need: { scope: security.name },
          guidance: "Say how a caller proves who it is. Say what happens when the proof is missing.",
        },
        {
          id: "concerns.security.authorization",
          heading: "Authorization",
          aliases: ["Authorisation", "Access control"],
          as: "label",
          need: { scope: security.name },
          guidance: "Say who may do what. Say where in the code that is decided.",
        },
        {
          id: "concerns.security.protection",
          heading: "Data Protection",
          aliases: ["Data privacy", "Encryption"],
          as: "label",
          need: { scope: security.name },
          guidance:
            "Say what is kept about people, where, and for how long. Say how it is protected at rest and on the way.",
        },
      ],
    },
    {
      id: "concerns.observability",
      heading: "Observability Strategy",
      aliases: ["Observability", "Monitoring", "Monitoring and observability", "Monitoring and alerting"],
      need: { scope: operations.name },
      guidance: "Say how somebody who is woken at night finds out what is wrong.",
      parts: [
        {
          id: "concerns.observability.metrics",
          heading: "Metrics",
          aliases: ["Key metrics"],
          as: "label",
          need: { scope: operations.name },
          role: "observed-metrics",
          guidance: "Name each metric as it appears on the dashboard. Say what is normal for it.",
        },
        {
          id: "concerns.observability.tracing",
          heading: "Tracing",
          aliases: ["Traces", "Logging", "Logging and tracing"],
          as: "label",
          need: { scope: operations.name },
          guidance: "Say which id follows a request through all parts. Say what is never logged.",
        },
        {
          id: "concerns.observability.alerting",
          heading: "Alerting",
          aliases: ["Alerts"],
          as: "label",
          need: { scope: operations.name },
          role: "alerts",
          guidance: "Give every alert its metric and its threshold. Say who is called and what they do first.",
        },
      ],
    },
    {
      id: "concerns.capacity",
      heading: "Scalability and Capacity Planning",
      aliases: ["Scalability", "Capacity planning", "Capacity", "Scalability and performance"],
      need: { scope: operations.name },
      role: "capacity",
      guidance: "Give numbers with their source, or mark them as estimates.",
      parts: [
        {
          id: "concerns.capacity.traffic",
          heading: "Traffic Estimates",
          aliases: ["Traffic", "Load estimates"],
          as: "label",
          need: { scope: operations.name },
          guidance: "Give requests or messages a second, on average and at the peak. Link where the numbers come from.",
        },
        {
          id: "concerns.capacity.storage",
          heading: "Storage Growth",
          aliases: ["Storage"],
          as: "label",
          need: { scope: operations.name },
          guidance: "Give bytes an item and items a day. Say when something is deleted.",
        },
        {
          id: "concerns.capacity.bottleneck",
          heading: "Bottleneck",
          aliases: ["Bottlenecks"],
          as: "label",
          need: { scope: operations.name },
          guidance: "Name what gives way first under load. Say at which number, and what is done then.",
        },
      ],
    },
    {
      id: "concerns.risks",
      heading: "Risks",
      aliases: ["Risks and mitigations", "Risk assessment", "Technical risks"],
      need: "optional",
      role: "risks",
      expects: [{ kind: "table", columns: RISK_COLUMNS }],
      guidance: "List what may go wrong with the design, how likely and how bad it is, and what is done about it.",
    },
  ],
};

export const delivery: Part = {
  id: "delivery",
  heading: "Migration, Rollout, and Testing",
  aliases: ["Rollout and testing", "Migration and rollout", "Migration and testing", "Rollout"],
  need: "always",
  guidance: "Say how the change reaches people, what happens to their data, and what proves that it works.",
  parts: [
    {
      id: "delivery.deployment",
      heading: "Deployment Strategy",
      aliases: ["Deployment", "Rollout plan", "Rollout strategy", "Phases"],
      need: { scope: operations.name },
      role: "phases",
      expects: [{ kind: "tasks" }, { kind: "entries", min: 1 }],
      guidance:
        "Give the phases in order, each with what must hold before the next one begins; durations belong in the plan.",
      skeleton: "- [ ] Phase 1:\n- [ ] Phase 2:\n- [ ] Phase 3:",
    },
    {
      id: "delivery.migration",
      heading: "Data Migration Plan",
      aliases: ["Data migration", "Migration", "Migration plan"],
      need: { scope: data.name },
      guidance: "Say what happens to the data that exists, or that none changes.",
      parts: [
        {
          id: "delivery.migration.backfill",
          heading: "Backfill",
          as: "label",
          need: { scope: data.name },
          role: "backfill",
          guidance:
            "Say which rows or files are rewritten, by what, and in which order. Say how it goes on after a crash.",
        },
        {
          id: "delivery.migration.verification",
          heading: "Verification",
          aliases: ["Validation"],
          as: "label",
          need: { scope: data.name },
          role: "verification",
          guidance: "Give the count or checksum that is compared before and after. Say what is done when they differ.",
        },
      ],
    },
    {
      id: "delivery.tests",
      heading: "Test Plan",
      aliases: ["Testing", "Tests", "Testing strategy", "Test strategy", "Testing plan"],
      need: "always",
      role: "tests",
      isMandatory: true,
      guidance: "Name for every goal the test that fails while the goal is not met.",
      parts: [
        {
          id: "delivery.tests.unit",
          heading: "Unit Tests",
          aliases: ["Unit test", "Unit testing"],
          as: "label",
          need: "full",
          guidance: "Name the decisions that are tested alone. Say which goal each of them proves.",
        },
        {
          id: "delivery.tests.integration",
          heading: "Integration Tests",
          aliases: ["Integration test", "Integration testing"],
          as: "label",
          need: "full",
          guidance: "Name the parts that are tested together, for real. Say which goal each of them proves.",
        },
        {
          id: "delivery.tests.end",
          heading: "End-to-End Tests",
          aliases: ["End-to-end test", "E2E tests", "E2E", "End to end", "End-to-end testing"],
          as: "label",
          need: "full",
          guidance: "Tell what a person does and sees, from the first click to the result. Say which goal it proves.",
        },
      ],
    },
  ],
};

export const open: Part = {
  id: "open",
  heading: "Open Questions / Unresolved Issues",
  aliases: ["Open questions", "Unresolved issues", "Unresolved questions", "Open issues", "Questions"],
  need: "always",
  role: "open-questions",
  guidance: "List what you do not know yet, with who can answer it; all of it is answered before the spec is approved.",
  skeleton: "- [ ] Question 1\n- [ ] Question 2",
};
