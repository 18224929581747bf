// What a plan says before its first task: what is there, what is wanted, and how it will be built.
import { column, optionalColumn } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { gpu, models, offline, realtime } from "./scopes.ts";

export const analysis: Part = {
  id: "analysis",
  heading: "Analysis",
  aliases: ["Analysis of the existing system", "System analysis", "Requirements analysis", "Analysis steps"],
  need: "always",
  role: "analysis",
  isMandatory: true,
  expects: [
    {
      kind: "table",
      columns: [
        column("Aspect", ["area", "topic"]),
        column("Finding", ["findings", "answer", "result"]),
        optionalColumn("Source", ["evidence", "citation", "reference"]),
      ],
      rows: [
        { text: "Feature" },
        { text: "ML/AI components", scope: models.name },
        { text: "Offline needs", scope: offline.name },
        { text: "Real-time needs", scope: realtime.name },
        { text: "GPU", scope: gpu.name },
        { text: "Affected models", scope: models.name },
        { text: "Socket patterns", scope: realtime.name },
        { text: "Integration points" },
      ],
    },
  ],
  guidance: "Read before you plan: say what you found for each aspect and cite the line, or say why it does not apply.",
};

export const overview: Part = {
  id: "overview",
  heading: "Overview",
  aliases: ["Plan overview", "Introduction"],
  need: "always",
  guidance: "Say what is built, what will be true afterwards, and how everybody can tell that it is.",
  parts: [
    {
      id: "overview.summary",
      heading: "Feature summary",
      aliases: ["Summary", "Feature", "Goal"],
      as: "label",
      need: "always",
      role: "summary",
      isMandatory: true,
      guidance: "Say what changes, and for whom. Two sentences are enough for most readers.",
    },
    {
      id: "overview.objectives",
      heading: "Primary objectives",
      aliases: ["Objectives", "Goals", "Primary goals", "Requirements"],
      as: "label",
      need: "always",
      role: "goals",
      isMandatory: true,
      guidance: "List what will be true when the plan is done, one objective an item. Give each an id such as O1.",
    },
    {
      id: "overview.challenges",
      heading: "Key technical challenges",
      aliases: ["Technical challenges", "Challenges", "Key challenges"],
      as: "label",
      need: "full",
      guidance: "Name what nobody here has done before. Say where in the steps each of them is met.",
    },
    {
      id: "overview.performance",
      heading: "Performance requirements",
      aliases: ["Performance goals"],
      as: "label",
      need: "full",
      expects: [{ kind: "number" }],
      guidance:
        "Give the numbers that people will feel, each with a unit. The target table says how they are verified.",
    },
    {
      id: "overview.criteria",
      heading: "Success criteria",
      aliases: ["Acceptance criteria", "Definition of done", "Criteria"],
      as: "label",
      need: "always",
      role: "criteria",
      isMandatory: true,
      expects: [{ kind: "number" }],
      guidance: "List what can be measured or seen at the end. Somebody who was not there must be able to check it.",
    },
  ],
};

export const design: Part = {
  id: "design",
  heading: "Technical Design",
  aliases: ["Technical approach", "Design", "Architecture and design"],
  need: "full",
  role: "design",
  guidance: "Say what is different afterwards, and link the spec where it says more.",
  parts: [
    {
      id: "design.architecture",
      heading: "Architecture changes required",
      aliases: ["Architecture changes", "Architecture", "Architectural changes"],
      need: "full",
      guidance: "Name the components that appear, change or go, and the arrows between them that are new.",
    },
    {
      id: "design.models",
      heading: "ML model integration details",
      aliases: ["ML model integration", "Model integration"],
      need: { scope: models.name },
      guidance: "Say which process loads the model, what it is given, and what is done with what it returns.",
    },
    {
      id: "design.protocol",
      heading: "WebSocket protocol updates",
      aliases: ["Protocol updates", "Protocol changes", "WebSocket changes"],
      need: { scope: realtime.name },
      guidance: "List the messages that are new or change, and what an older client does when it meets them.",
    },
    {
      id: "design.flow",
      heading: "Data flow modifications",
      aliases: ["Data flow", "Data flow changes"],
      need: "full",
      guidance: "Follow one piece of data from where it enters to where it rests, and mark what is different.",
    },
    {
      id: "design.state",
      heading: "State management approach",
      aliases: ["State management"],
      need: "full",
      guidance: "Say who owns each piece of state, who may change it, and what survives a restart.",
    },
    {
      id: "design.offline",
      heading: "Offline operation strategy",
      aliases: ["Offline strategy", "Offline operation", "Offline support"],
      need: { scope: offline.name },
      guidance: "Say what still works without a connection, where changes wait, and how they are merged later.",
    },
  ],
};

export const components: Part = {
  id: "models",
  heading: "ML/AI Components",
  aliases: ["ML components", "AI components", "Models", "Machine learning components"],
  need: { scope: models.name },
  guidance: "Bind every model to a file, and say what happens when it cannot run.",
  parts: [
    {
      id: "models.versions",
      heading: "Model requirements and versions",
      aliases: ["Model requirements", "Model versions", "Models and versions"],
      need: { scope: models.name },
      role: "models",
      expects: [
        {
          kind: "table",
          columns: [
            column("Model", ["name"]),
            column("Version", ["revision"]),
            column("Hash", ["sha256", "checksum", "digest"]),
            column("Used for", ["purpose", "use"]),
            optionalColumn("Memory", ["vram", "ram"]),
          ],
        },
      ],
      guidance: "Name each model with the hash of its file, and the memory that it needs.",
    },
    {
      id: "models.integration",
      heading: "Integration approach",
      aliases: ["Integration"],
      need: { scope: models.name },
      guidance: "Say which interface the rest of the system sees, so that a model can be exchanged behind it.",
    },
    {
      id: "models.inference",
      heading: "Inference optimization",
      aliases: ["Inference optimisation", "Inference"],
      need: { scope: models.name },
      guidance: "Say which batch sizes, caches and precisions are used, and what each was measured to bring.",
    },
    {
      id: "models.gpu",
      heading: "GPU utilization strategy",
      aliases: ["GPU utilisation strategy", "GPU utilization", "GPU utilisation", "GPU strategy"],
      need: { scope: gpu.name },
      guidance: "Say which layers run on the card, who shares it, and what is done when it is full.",
    },
    {
      id: "models.memory",
      heading: "Memory management plan",
      aliases: ["Memory management"],
      need: { scope: models.name },
      guidance: "Say when models are loaded and dropped, and how much memory is left for everything else.",
    },
    {
      id: "models.fallback",
      heading: "Fallback mechanisms",
      aliases: ["Fallbacks", "Fallback", "Fallback strategy"],
      need: { scope: models.name },
      guidance: "Say who answers when the model is missing, too slow or crashes, and how people are told.",
    },
  ],
};
