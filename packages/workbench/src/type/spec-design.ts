// Sections 4 to 6 of a spec: what is to be built, and what was decided against.
import { column } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { api, data } from "./scopes.ts";

export const solution: Part = {
  id: "solution",
  heading: "Proposed Solution (High-Level Design)",
  aliases: ["Proposed Solution", "High-Level Design", "Solution", "Proposal", "Proposed design", "Solution overview"],
  need: "always",
  role: "design",
  guidance: "Explain the idea as you would at a whiteboard: which parts there are, and what passes between them.",
  parts: [
    {
      id: "solution.diagram",
      heading: "System Architecture Diagram",
      aliases: ["Architecture diagram", "System architecture", "System diagram", "Context diagram", "Architecture"],
      need: "full",
      role: "diagram",
      expects: [{ kind: "diagram" }],
      guidance:
        "Draw the context or the containers of the system in a `mermaid` block, with every key component as a box.",
    },
    {
      id: "solution.pattern",
      heading: "Architectural Pattern",
      aliases: ["Architecture pattern", "Design pattern", "Pattern"],
      need: "full",
      role: "pattern",
      guidance: "Call the pattern by its name, such as event sourcing or write-ahead log, and say where you leave it.",
    },
    {
      id: "solution.components",
      heading: "Key Components",
      aliases: ["Components", "Component overview", "Main components"],
      need: "full",
      role: "components",
      expects: [
        {
          kind: "table",
          columns: [
            column("Component", ["name"]),
            column("Responsibility", ["responsibilities", "purpose", "role"]),
            column("Technology Stack", ["technology", "stack", "tech stack"]),
            column("Justification", ["why", "rationale", "reason"]),
          ],
        },
      ],
      guidance: "Give each component one responsibility, and say what would be worse without it.",
    },
  ],
};

export const design: Part = {
  id: "design",
  heading: "Detailed Design",
  aliases: ["Design details", "Technical design", "Detailed solution", "Low-level design"],
  need: "full",
  guidance: "Write what two people would otherwise build differently.",
  parts: [
    {
      id: "design.api",
      heading: "API Interfaces",
      aliases: ["API", "APIs", "API design", "Interfaces", "API contracts"],
      need: { scope: api.name },
      role: "api",
      expects: [
        {
          kind: "fence",
          languages: ["yaml", "yml", "json", "openapi", "swagger", "proto", "protobuf", "graphql", "ts", "typescript"],
        },
      ],
      guidance:
        "Show the contract itself as OpenAPI, Protocol Buffers or types, with the errors a caller has to handle.",
    },
    {
      id: "design.data",
      heading: "Data Model / Schema",
      aliases: ["Data model", "Schema", "Data schema", "Database schema", "Data models"],
      need: { scope: data.name },
      role: "data-model",
      expects: [
        {
          kind: "fence",
          languages: [
            "mermaid",
            "json",
            "jsonc",
            "sql",
            "yaml",
            "yml",
            "ts",
            "typescript",
            "prisma",
            "proto",
            "protobuf",
            "graphql",
          ],
        },
      ],
      guidance: "Show entities or a JSON Schema, and say what is stored twice on purpose and what is not.",
    },
    {
      id: "design.algorithms",
      heading: "Algorithms and State Management",
      aliases: ["Algorithms", "State management", "Algorithms and state", "State machines"],
      need: "full",
      role: "algorithms",
      guidance: "Describe the states, what moves between them, and what holds when two things happen at once.",
    },
  ],
};

export const alternatives: Part = {
  id: "alternatives",
  heading: "Alternatives Considered",
  aliases: [
    "Alternatives",
    "Considered alternatives",
    "Options considered",
    "Alternative approaches",
    "Considered options",
  ],
  need: "always",
  role: "alternatives",
  expects: [
    {
      kind: "table",
      columns: [
        column("Option", ["alternative", "approach"]),
        column("Pros", ["advantages", "benefits", "for"]),
        column("Cons", ["disadvantages", "drawbacks", "against"]),
        column("Reason for Rejection", ["why rejected", "rejected because", "reason", "why not", "verdict"]),
      ],
    },
  ],
  guidance: "List what else would work, doing nothing included, be fair to it, and say what decided against it.",
};
