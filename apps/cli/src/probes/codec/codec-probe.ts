import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  {
    name: "codec",
    kind: "text",
    default: null,
    description:
      "json, nomous (the binary frame of its protocol), or a module whose encode(messages) and decode(data) are used",
  },
  {
    name: "corpus",
    kind: "text",
    default: "",
    description: "a file of JSON lines; without it 256 built-in parts of answers",
  },
  { name: "batch", kind: "number", default: 1, description: "messages that are encoded together" },
  { name: "passes", kind: "number", default: 30, description: "times that the corpus is encoded and decoded" },
  { name: "warmup", kind: "number", default: 20, description: "passes before, which count for nothing" },
] as const satisfies readonly ProbeParameter[];

export type CodecValues = ProbeValues<typeof PARAMETERS>;

export const CODEC: Probe = createProbe(
  {
    name: "codec",
    title: "Bytes and time of encoding and decoding messages",
    parameters: PARAMETERS,
    metrics: [
      { id: "encode", title: "Encoding a message", unit: "µs", better: "lower" },
      { id: "decode", title: "Decoding a message", unit: "µs", better: "lower" },
      { id: "bytes", title: "Bytes a message", unit: "bytes", better: "lower" },
    ],
  },
  async () => (await import("./measure-codec.ts")).measureCodec,
);
