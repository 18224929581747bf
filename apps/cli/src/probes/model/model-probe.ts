import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  {
    name: "model",
    kind: "text",
    default: null,
    description: "a GGUF file, or the address of a server that speaks the OpenAI API",
  },
  {
    name: "name",
    kind: "text",
    default: "",
    description: "the model of the server; without it the only one that chats",
  },
  {
    name: "key-variable",
    kind: "text",
    default: "",
    description: "the environment variable that holds the server's key",
  },
  {
    name: "prompts",
    kind: "text",
    default: "",
    description: "a file of JSON lines with id, prompt and expect; without it a built-in question",
  },
  {
    name: "questions",
    kind: "number",
    default: 5,
    description: "times that the built-in question is asked, without a file",
  },
  { name: "warmup", kind: "number", default: 1, description: "questions before, which count for nothing" },
  { name: "max-tokens", kind: "number", default: 128, description: "tokens of an answer at most" },
  {
    name: "seed",
    kind: "number",
    default: 1,
    least: 0,
    description: "for the same answer again; the temperature is 0",
  },
  { name: "context", kind: "number", default: 2_048, least: 256, description: "tokens of the context of a GGUF file" },
  {
    name: "threads",
    kind: "number",
    default: 0,
    least: 0,
    description: "threads for a GGUF file; 0 takes all cores but one",
  },
] as const satisfies readonly ProbeParameter[];

export type ModelValues = ProbeValues<typeof PARAMETERS>;

export const MODEL: Probe = createProbe(
  {
    name: "model",
    title: "Load, speed, memory and answers of a language model",
    parameters: PARAMETERS,
    metrics: [
      { id: "load", title: "Until it is ready", unit: "ms", better: "lower" },
      { id: "first-token", title: "Time to the first token", unit: "ms", better: "lower" },
      { id: "between", title: "Between two tokens", unit: "ms", better: "lower" },
      { id: "rate", title: "Speed of an answer", unit: "tokens/s", better: "higher" },
      { id: "memory", title: "Peak memory of its process (GGUF file)", unit: "MB", better: "lower" },
      { id: "prompts", title: "Prompts whose answer fits", unit: "", better: "higher" },
    ],
  },
  async () => (await import("./measure-model.ts")).measureModel,
);
