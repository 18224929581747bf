// The implementation plan, line by line.
import type { Seed } from "./seed-line.ts";

export const planSeed: Seed = {
  title: "Implementation plan",
  type: "plan",
  groups: [
    {
      heading: "Purpose",
      lines: [
        { line: "Plans for features of an offline-first ML/AI bridge", commands: ["new"] },
        { line: "Asked for with one command", commands: ["new"] },
        {
          line: "Detailed enough to be carried out",
          parts: ["steps"],
          rules: ["task.unverified", "task.estimate"],
          commands: ["plan"],
        },
      ],
    },
    {
      heading: "Analysis: the feature",
      lines: [
        { line: "Analysis steps come first", parts: ["analysis"], rules: ["structure.part-order"], commands: ["new"] },
        {
          line: "The feature's requirements are understood before it is planned",
          parts: ["analysis"],
          rules: ["structure.missing-part"],
        },
        {
          line: "Feature specifications and requirements are reviewed",
          parts: ["analysis", "sources"],
          rules: ["analysis.uncited"],
          commands: ["new"],
        },
        { line: "ML/AI components are identified", parts: ["analysis"], rules: ["analysis.uncited"] },
        { line: "Offline capabilities are determined", parts: ["analysis"], rules: ["analysis.uncited"] },
        { line: "Real-time needs are assessed", parts: ["analysis"], rules: ["analysis.uncited"] },
        {
          line: "GPU requirements are evaluated",
          parts: ["analysis"],
          rules: ["analysis.uncited", "structure.not-applicable"],
        },
      ],
    },
    {
      heading: "Analysis: the existing system",
      lines: [
        { line: "The existing system is analysed", parts: ["analysis"], rules: ["analysis.uncited"] },
        {
          line: "Architecture and patterns are reviewed",
          parts: ["analysis", "design.architecture"],
          commands: ["research"],
        },
        {
          line: "Integration points are identified",
          parts: ["analysis"],
          rules: ["analysis.uncited", "citation.path"],
        },
        { line: "Performance implications are evaluated", parts: ["performance"], rules: ["target.incomplete"] },
        { line: "Impact on existing models is assessed", parts: ["analysis"], rules: ["analysis.uncited"] },
        { line: "WebSocket patterns are reviewed", parts: ["analysis"], rules: ["analysis.uncited"] },
      ],
    },
    {
      heading: "Analysis: the plan",
      lines: [
        { line: "The plan follows from the analysis", parts: ["steps"], rules: ["structure.part-order"] },
        { line: "Manageable tasks", parts: ["steps"], rules: ["structure.empty-part", "task.estimate"] },
        {
          line: "Prioritised by dependencies",
          parts: ["steps"],
          rules: ["task.cycle", "task.unknown", "task.self"],
          commands: ["plan"],
        },
        { line: "Performance impacts are considered", parts: ["performance"], rules: ["target.unverified"] },
        { line: "Testing is planned", parts: ["steps.testing", "testing"], rules: ["task.unverified"] },
        {
          line: "A rollback strategy is included",
          parts: ["rollout", "rollout.rollback"],
          rules: ["task.no-rollback", "rollout.no-trigger"],
        },
      ],
    },
    {
      heading: "1. Overview",
      lines: [
        { line: "Plan sections in their order", rules: ["structure.part-order"], commands: ["new"] },
        { line: "Overview", parts: ["overview"], rules: ["structure.missing-part"] },
        { line: "Feature summary", parts: ["overview.summary"] },
        {
          line: "Primary objectives",
          parts: ["overview.objectives"],
          rules: ["goal.unmeasurable", "goal.contradiction"],
        },
        { line: "Key technical challenges", parts: ["overview.challenges"] },
        { line: "Performance requirements", parts: ["overview.performance"], rules: ["structure.number"] },
        { line: "Success criteria", parts: ["overview.criteria"], rules: ["criterion.unmeasurable"] },
      ],
    },
    {
      heading: "2. Technical design",
      lines: [
        { line: "Technical design", parts: ["design"] },
        { line: "Architecture changes required", parts: ["design.architecture"] },
        { line: "ML model integration details", parts: ["design.models"] },
        { line: "WebSocket protocol updates", parts: ["design.protocol"] },
        { line: "Data flow modifications", parts: ["design.flow"] },
        { line: "State management approach", parts: ["design.state"] },
        { line: "Offline operation strategy", parts: ["design.offline"] },
      ],
    },
    {
      heading: "3. ML/AI components",
      lines: [
        { line: "ML/AI components", parts: ["models"] },
        { line: "Model requirements and versions", parts: ["models.versions"], rules: ["model.unbound"] },
        { line: "Integration approach", parts: ["models.integration"] },
        { line: "Inference optimisation", parts: ["models.inference"] },
        { line: "GPU utilisation strategy", parts: ["models.gpu"] },
        { line: "Memory management plan", parts: ["models.memory"] },
        { line: "Fallback mechanisms", parts: ["models.fallback"] },
      ],
    },
    {
      heading: "4. Implementation steps",
      lines: [
        { line: "Implementation steps", parts: ["steps"], rules: ["structure.missing-part"] },
        { line: "Backend changes", parts: ["steps.backend"], rules: ["structure.table-columns"] },
        { line: "Code modifications", parts: ["steps.backend"] },
        { line: "ML model integration", parts: ["steps.backend"] },
        { line: "WebSocket handlers", parts: ["steps.backend"] },
        { line: "Performance optimisation", parts: ["steps.backend"] },
        { line: "Frontend changes", parts: ["steps.frontend"], rules: ["structure.table-columns"] },
        { line: "Component updates", parts: ["steps.frontend"] },
        { line: "State management", parts: ["steps.frontend"] },
        { line: "WebSocket client", parts: ["steps.frontend"] },
        { line: "Changes of the interface", parts: ["steps.frontend"] },
        { line: "Testing requirements", parts: ["steps.testing"], rules: ["structure.table-columns"] },
        { line: "Unit tests", parts: ["steps.testing", "testing.unit"] },
        { line: "Integration tests", parts: ["steps.testing", "testing.integration"] },
        { line: "Performance tests", parts: ["steps.testing", "testing.performance"] },
        { line: "GPU utilisation tests", parts: ["steps.testing", "testing.gpu"] },
      ],
    },
    {
      heading: "5. Performance considerations",
      lines: [
        { line: "Performance considerations", parts: ["performance"], rules: ["structure.missing-part"] },
        { line: "GPU optimisation approach", parts: ["performance.gpu"] },
        {
          line: "Memory usage projections",
          parts: ["performance", "performance.memory"],
          rules: ["target.incomplete"],
          commands: ["fill"],
        },
        {
          line: "WebSocket load analysis",
          parts: ["performance", "performance.load"],
          rules: ["target.incomplete"],
          commands: ["fill"],
        },
        { line: "Latency requirements", parts: ["performance", "performance.latency"], rules: ["target.unit"] },
        {
          line: "Bandwidth considerations",
          parts: ["performance", "performance.bandwidth"],
          rules: ["target.unit"],
          commands: ["fill"],
        },
        {
          line: "Offline performance targets",
          parts: ["performance", "performance.offline"],
          rules: ["target.incomplete"],
        },
      ],
    },
    {
      heading: "6. Testing strategy",
      lines: [
        { line: "Testing strategy", parts: ["testing"] },
        { line: "Unit test approach", parts: ["testing.unit"] },
        { line: "Integration test plan", parts: ["testing.integration"] },
        { line: "Performance test suite", parts: ["testing.performance"], rules: ["target.unverified"] },
        { line: "GPU optimisation tests", parts: ["testing.gpu"] },
        { line: "Offline capability tests", parts: ["testing.offline"] },
      ],
    },
    {
      heading: "7. Rollout plan",
      lines: [
        { line: "Rollout plan", parts: ["rollout"], rules: ["structure.missing-part"] },
        { line: "Deployment steps", parts: ["rollout", "rollout.deployment"], rules: ["rollout.incomplete"] },
        {
          line: "Verification process",
          parts: ["rollout", "rollout.verification"],
          rules: ["rollout.incomplete", "task.not-verified"],
          commands: ["plan"],
        },
        { line: "Monitoring approach", parts: ["rollout", "rollout.monitoring"], rules: ["rollout.no-trigger"] },
        {
          line: "Rollback procedure",
          parts: ["rollout", "rollout.rollback"],
          rules: ["rollout.incomplete", "rollout.untried"],
          commands: ["plan"],
        },
        { line: "Performance baselines", parts: ["performance", "rollout.baselines"], rules: ["target.incomplete"] },
      ],
    },
    {
      heading: "Output format",
      lines: [
        {
          line: "A well-structured Markdown document",
          rules: ["structure.part-order", "structure.duplicate-part"],
          commands: ["check"],
        },
        { line: "Clear section headings", rules: ["structure.missing-part", "structure.duplicate-heading"] },
        { line: "Detailed task descriptions", parts: ["steps"], rules: ["structure.empty-cell", "task.duplicate"] },
        { line: "Technical specifications", parts: ["design", "sources"] },
        { line: "Performance requirements", parts: ["performance"], rules: ["target.unit"] },
        { line: "Testing criteria", parts: ["steps"], rules: ["task.unverified"] },
        {
          line: "Timeline estimates",
          parts: ["steps", "timeline"],
          rules: ["task.estimate", "structure.duration"],
          commands: ["plan", "fill"],
        },
        { line: "Resource requirements", parts: ["timeline"], commands: ["fill"] },
      ],
    },
    {
      heading: "Validation criteria",
      lines: [
        {
          line: "A plan must meet all of these",
          parts: ["validation"],
          rules: ["validation.unmet"],
          commands: ["check", "status"],
        },
        { line: "Aligns with offline-first architecture", parts: ["validation"], rules: ["validation.unmet"] },
        { line: "Considers ML/AI performance requirements", parts: ["validation"], rules: ["validation.unmet"] },
        { line: "Includes a GPU optimisation strategy", parts: ["validation"], rules: ["validation.unmet"] },
        { line: "Addresses WebSocket communication patterns", parts: ["validation"], rules: ["validation.unmet"] },
        { line: "Maintains code quality standards", parts: ["validation"], rules: ["validation.unmet"] },
        { line: "Includes a comprehensive testing approach", parts: ["validation"], rules: ["validation.unmet"] },
        {
          line: "Considers backward compatibility",
          parts: ["validation"],
          fields: ["compatibility"],
          rules: ["validation.unmet", "compatibility.conflict"],
        },
        {
          line: "Documents performance targets",
          parts: ["validation", "performance"],
          rules: ["validation.unmet", "target.met"],
        },
      ],
    },
  ],
};
