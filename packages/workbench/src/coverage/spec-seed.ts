// The technical specification, line by line.
import type { Seed } from "./seed-line.ts";

export const specSeed: Seed = {
  title: "Technical specification",
  type: "spec",
  groups: [
    {
      heading: "Purpose",
      lines: [
        { line: "An execution plan for a feature or a refactoring", commands: ["new"] },
        { line: "Asked for with one command", commands: ["new"] },
        { line: "No model is needed, whichever is used", commands: ["new", "check"] },
        {
          line: "Written from the research that exists",
          parts: ["sources", "context.current"],
          rules: ["citation.path", "citation.quote"],
          commands: ["research", "new"],
        },
        { line: "Only research that is relevant", parts: ["sources"], commands: ["research"] },
        {
          line: "Follows the template",
          rules: ["structure.missing-part", "structure.part-order"],
          commands: ["new", "check"],
        },
      ],
    },
    {
      heading: "Current repository state",
      lines: [
        { line: "The state of the repository stands in the document", fields: ["branch", "commit"], commands: ["new"] },
        { line: "Date, time and zone", fields: ["created"], rules: ["metadata.invalid-date"], commands: ["new"] },
        { line: "Branch", fields: ["branch"], commands: ["new"] },
        { line: "Commit", fields: ["commit"], rules: ["citation.commit"], commands: ["new"] },
        { line: "The last five commits", fields: ["recent"], commands: ["new"] },
      ],
    },
    {
      heading: "Document metadata",
      lines: [
        { line: "A title", commands: ["new"] },
        {
          line: "A table of metadata: Document Metadata, Details",
          rules: ["metadata.missing-field"],
          commands: ["new"],
        },
        { line: "Author(s)", fields: ["author"], rules: ["metadata.missing-field"], commands: ["new"] },
        { line: "Status", fields: ["status"], rules: ["lifecycle.unknown-state"], commands: ["status"] },
        { line: "Draft (WIP)", states: ["draft"], rules: ["structure.guidance-left"], commands: ["new", "status"] },
        { line: "In Review (RFC)", states: ["in-review"], commands: ["status"] },
        {
          line: "Approved",
          states: ["approved"],
          rules: ["lifecycle.approval-missing", "lifecycle.approval-stale", "staleness.needs-review"],
          commands: ["status", "gate", "stale"],
        },
        { line: "Implemented", states: ["implemented"], commands: ["status"] },
        { line: "Deprecated", states: ["deprecated"], rules: ["lifecycle.superseded"], commands: ["status"] },
        { line: "Rejected", states: ["rejected"], commands: ["status"] },
        { line: "Team / Owner", fields: ["owner"], commands: ["new"] },
        {
          line: "Created / Last Updated",
          fields: ["created", "updated"],
          rules: ["metadata.date-order"],
          commands: ["new"],
        },
      ],
    },
    {
      heading: "1. Executive Summary",
      lines: [
        { line: "Executive Summary", parts: ["summary"], rules: ["structure.missing-part"] },
        { line: "For a reader from elsewhere who has two minutes", parts: ["summary"], rules: ["structure.length"] },
        { line: "Context, solution and impact", parts: ["summary"], rules: ["structure.empty-part"] },
        { line: "Under 200 words", parts: ["summary"], rules: ["structure.length"] },
      ],
    },
    {
      heading: "2. Context and Motivation",
      lines: [
        { line: "Context and Motivation", parts: ["context"], rules: ["structure.missing-part"] },
        { line: "Why this, and why now", parts: ["context"], rules: ["structure.empty-part"] },
        { line: "A link to the product requirements", parts: ["context"], rules: ["structure.link", "link.target"] },
        { line: "2.1 Current State", parts: ["context.current"] },
        {
          line: "The existing architecture, flaws included",
          parts: ["context.current"],
          rules: ["citation.path", "citation.line"],
        },
        { line: "A context diagram where possible", parts: ["context.current"], rules: ["diagram.syntax"] },
        { line: "2.2 The Problem", parts: ["context.problem"] },
        { line: "The specific pain point", parts: ["context.problem"] },
        { line: "User Impact", parts: ["context.problem.user"] },
        { line: "Business Impact", parts: ["context.problem.business"] },
        { line: "Technical Debt", parts: ["context.problem.debt"] },
      ],
    },
    {
      heading: "3. Goals and Non-Goals",
      lines: [
        { line: "Goals and Non-Goals", parts: ["goals"], rules: ["goal.contradiction", "goal.non-goal"] },
        { line: "3.1 Functional Goals", parts: ["goals.functional"], rules: ["structure.missing-part"] },
        {
          line: "Each goal an item with a checkbox",
          parts: ["goals.functional"],
          rules: ["structure.tasks", "goal.untested", "goal.duplicate", "goal.unmeasurable"],
        },
        { line: "3.2 Non-Goals (Out of Scope)", parts: ["goals.not"], rules: ["structure.missing-part"] },
        { line: "What is left out is said", parts: ["goals.not"], rules: ["structure.entries"] },
        { line: "Each non-goal an item", parts: ["goals.not"], rules: ["goal.non-goal"] },
      ],
    },
    {
      heading: "4. Proposed Solution (High-Level Design)",
      lines: [
        { line: "Proposed Solution (High-Level Design)", parts: ["solution"], rules: ["structure.missing-part"] },
        { line: "4.1 System Architecture Diagram", parts: ["solution.diagram"], rules: ["structure.diagram"] },
        {
          line: "A context or container diagram with black boxes",
          parts: ["solution.diagram"],
          rules: ["diagram.syntax", "component.undrawn", "component.undefined"],
        },
        { line: "4.2 Architectural Pattern", parts: ["solution.pattern"] },
        { line: "The pattern is named", parts: ["solution.pattern"], rules: ["pattern.unnamed"] },
        { line: "4.3 Key Components", parts: ["solution.components"], rules: ["structure.table-columns"] },
        { line: "Component", parts: ["solution.components"], rules: ["component.duplicate", "component.undrawn"] },
        { line: "Responsibility", parts: ["solution.components"], rules: ["structure.empty-cell"] },
        { line: "Technology Stack", parts: ["solution.components"], rules: ["structure.empty-cell"] },
        { line: "Justification", parts: ["solution.components"], rules: ["component.unjustified"] },
      ],
    },
    {
      heading: "5. Detailed Design",
      lines: [
        { line: "Detailed Design", parts: ["design"] },
        { line: "5.1 API Interfaces", parts: ["design.api"] },
        {
          line: "The contract, as OpenAPI or Protocol Buffers",
          parts: ["design.api"],
          rules: ["structure.fence", "contract.syntax"],
        },
        { line: "5.2 Data Model / Schema", parts: ["design.data"] },
        {
          line: "Entity diagrams or JSON Schema",
          parts: ["design.data"],
          rules: ["structure.fence", "diagram.syntax", "contract.syntax"],
        },
        { line: "Normalised or not", parts: ["design.data"] },
        { line: "5.3 Algorithms and State Management", parts: ["design.algorithms"] },
        { line: "Complex logic, state machines, consistency", parts: ["design.algorithms"] },
      ],
    },
    {
      heading: "6. Alternatives Considered",
      lines: [
        {
          line: "Alternatives Considered",
          parts: ["alternatives"],
          rules: ["structure.missing-part", "alternative.none"],
        },
        { line: "Option", parts: ["alternatives"], rules: ["structure.table-columns"] },
        { line: "Pros", parts: ["alternatives"], rules: ["alternative.one-sided"] },
        { line: "Cons", parts: ["alternatives"], rules: ["alternative.one-sided"] },
        { line: "Reason for Rejection", parts: ["alternatives"], rules: ["alternative.no-reason"] },
      ],
    },
    {
      heading: "7. Cross-Cutting Concerns",
      lines: [
        { line: "Cross-Cutting Concerns", parts: ["concerns"] },
        { line: "7.1 Security and Privacy", parts: ["concerns.security"] },
        { line: "Authentication", parts: ["concerns.security.authentication"] },
        { line: "Authorization", parts: ["concerns.security.authorization"] },
        { line: "Data Protection", parts: ["concerns.security.protection"] },
        { line: "7.2 Observability Strategy", parts: ["concerns.observability"] },
        { line: "Metrics", parts: ["concerns.observability.metrics"] },
        { line: "Tracing", parts: ["concerns.observability.tracing"] },
        { line: "Alerting", parts: ["concerns.observability.alerting"], rules: ["alert.no-threshold"] },
        { line: "7.3 Scalability and Capacity Planning", parts: ["concerns.capacity"] },
        { line: "Traffic Estimates", parts: ["concerns.capacity.traffic"], rules: ["capacity.unsourced"] },
        { line: "Storage Growth", parts: ["concerns.capacity.storage"], rules: ["capacity.unsourced"] },
        { line: "Bottleneck", parts: ["concerns.capacity.bottleneck"], rules: ["capacity.unsourced"] },
      ],
    },
    {
      heading: "8. Migration, Rollout, and Testing",
      lines: [
        { line: "Migration, Rollout, and Testing", parts: ["delivery"], rules: ["structure.missing-part"] },
        { line: "8.1 Deployment Strategy", parts: ["delivery.deployment"] },
        {
          line: "Phase 1, 2 and 3, each with a checkbox",
          parts: ["delivery.deployment"],
          rules: ["structure.tasks", "duration.in-spec"],
        },
        { line: "8.2 Data Migration Plan", parts: ["delivery.migration"] },
        { line: "Backfill", parts: ["delivery.migration.backfill"], rules: ["migration.unverified"] },
        { line: "Verification", parts: ["delivery.migration.verification"], rules: ["migration.unverified"] },
        { line: "8.3 Test Plan", parts: ["delivery.tests"], rules: ["structure.missing-part", "goal.untested"] },
        { line: "Unit Tests", parts: ["delivery.tests.unit"], rules: ["tests.no-method"] },
        { line: "Integration Tests", parts: ["delivery.tests.integration"], rules: ["tests.no-method"] },
        { line: "End-to-End Tests", parts: ["delivery.tests.end"], rules: ["tests.no-method"] },
      ],
    },
    {
      heading: "9. Open Questions / Unresolved Issues",
      lines: [
        { line: "Open Questions / Unresolved Issues", parts: ["open"], rules: ["structure.missing-part"] },
        { line: "Known unknowns are listed", parts: ["open"] },
        {
          line: "All are answered before it is approved",
          parts: ["open"],
          rules: ["lifecycle.open-question", "question.answered-without-answer"],
          commands: ["status", "trace"],
        },
        { line: "Each question an item with a checkbox", parts: ["open"], rules: ["question.answered-without-answer"] },
      ],
    },
  ],
};
