// The tasks of a plan, the numbers that they have to reach, and the tests that show it.
import { TASK_COLUMNS, column } from "./columns.ts";
import type { Part } from "./document-type.ts";
import { backend, frontend, gpu, offline, realtime } from "./scopes.ts";
import { tableText } from "./table-text.ts";

const tasks = { kind: "table", columns: TASK_COLUMNS } as const;

export const steps: Part = {
  id: "steps",
  heading: "Implementation Steps",
  aliases: ["Implementation plan", "Tasks", "Steps", "Implementation", "Task breakdown", "Implementation tasks"],
  need: "always",
  role: "steps",
  isMandatory: true,
  guidance:
    "Cut the work into tasks of at most a few days; give each a command or an artefact that verifies it, and a way back.",
  skeleton: tableText(TASK_COLUMNS),
  parts: [
    {
      id: "steps.backend",
      heading: "Backend changes",
      aliases: ["Backend", "Backend tasks", "Server changes"],
      need: { scope: backend.name },
      expects: [tasks],
      guidance: "List the tasks for services and workers: code, model integration, socket handlers, optimisation.",
    },
    {
      id: "steps.frontend",
      heading: "Frontend changes",
      aliases: ["Frontend", "Frontend tasks", "Client changes"],
      need: { scope: frontend.name },
      expects: [tasks],
      guidance: "List the tasks for what people see: components, their state, the socket's client, the interface.",
    },
    {
      id: "steps.testing",
      heading: "Testing requirements",
      aliases: ["Testing", "Testing tasks", "Test tasks"],
      need: "full",
      expects: [tasks],
      guidance:
        "List the tests that have to be written, each with the command that runs it: unit, integration, performance.",
    },
  ],
};

export const performance: Part = {
  id: "performance",
  heading: "Performance Considerations",
  aliases: ["Performance", "Performance targets"],
  need: "always",
  role: "targets",
  expects: [
    {
      kind: "table",
      columns: [
        column("Metric", ["measure"]),
        column("Baseline", ["current", "today", "before"]),
        column("Target", ["goal", "budget"]),
        column("Verified by", ["verification", "verify", "task", "test"]),
      ],
      rows: [
        { text: "Latency" },
        { text: "Memory" },
        { text: "Bandwidth" },
        { text: "Socket load", scope: realtime.name },
        { text: "Offline", scope: offline.name },
      ],
    },
  ],
  guidance: "Give each metric what was measured today and where, the number to reach, and the task that proves it.",
  parts: [
    {
      id: "performance.gpu",
      heading: "GPU optimization approach",
      aliases: ["GPU optimisation approach", "GPU optimization", "GPU optimisation"],
      need: { scope: gpu.name },
      guidance: "Say what limits the card today, memory or arithmetic, and which change moves that limit.",
    },
    {
      id: "performance.memory",
      heading: "Memory usage projections",
      aliases: ["Memory usage", "Memory projections", "Memory considerations"],
      need: "full",
      guidance: "Project the memory for one client and for the most that are expected; mark what is an estimate.",
    },
    {
      id: "performance.load",
      heading: "WebSocket load analysis",
      aliases: ["WebSocket load", "Load analysis", "Socket load"],
      need: { scope: realtime.name },
      guidance: "Give sockets, messages a second and bytes a message at the peak, and what is shed first.",
    },
    {
      id: "performance.latency",
      heading: "Latency requirements",
      aliases: ["Latency"],
      need: "full",
      guidance: "Split the time that people wait into its stages, and give each stage its share.",
    },
    {
      id: "performance.bandwidth",
      heading: "Bandwidth considerations",
      aliases: ["Bandwidth", "Bandwidth requirements"],
      need: "full",
      guidance: "Say what travels, how often, and what a slow line does to it.",
    },
    {
      id: "performance.offline",
      heading: "Offline performance targets",
      aliases: ["Offline performance", "Offline targets"],
      need: { scope: offline.name },
      guidance: "Give the time to start without a connection, and the time to catch up after a day away.",
    },
  ],
};

export const testing: Part = {
  id: "testing",
  heading: "Testing Strategy",
  aliases: ["Test strategy", "Test plan", "Testing approach"],
  need: "full",
  role: "testing-strategy",
  guidance: "Say which kind of test catches which kind of mistake, and what runs before every merge.",
  parts: [
    {
      id: "testing.unit",
      heading: "Unit test approach",
      aliases: ["Unit tests", "Unit testing"],
      as: "label",
      need: "full",
      guidance: "Name the pure functions that hold the decisions. Say which inputs break them first.",
    },
    {
      id: "testing.integration",
      heading: "Integration test plan",
      aliases: ["Integration tests", "Integration testing"],
      as: "label",
      need: "full",
      guidance: "Name the joints that are tested with both sides real. Say what is replaced, and why.",
    },
    {
      id: "testing.performance",
      heading: "Performance test suite",
      aliases: ["Performance tests", "Performance testing", "Benchmarks"],
      as: "label",
      need: "full",
      guidance: "Name the benchmark of every target. Say on which machine its number counts.",
    },
    {
      id: "testing.gpu",
      heading: "GPU optimization tests",
      aliases: ["GPU optimisation tests", "GPU tests", "GPU utilization tests", "GPU utilisation tests"],
      as: "label",
      need: { scope: gpu.name },
      guidance: "Say how use and memory of the card are asserted. Say what runs where there is no card.",
    },
    {
      id: "testing.offline",
      heading: "Offline capability tests",
      aliases: ["Offline tests", "Offline testing"],
      as: "label",
      need: { scope: offline.name },
      guidance: "Say how the connection is cut in the middle of work. Say what must be there after it returns.",
    },
  ],
};
