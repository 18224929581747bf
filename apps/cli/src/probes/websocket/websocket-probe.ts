import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  { name: "url", kind: "text", default: null, description: "the address of the socket, ws or wss" },
  {
    name: "mode",
    kind: "choice",
    default: "echo",
    choices: ["echo", "fan-out", "reconnect"],
    description:
      "echo: one message after the other is answered; fan-out: each one reaches all readers; reconnect: connections are cut",
  },
  { name: "messages", kind: "number", default: 500, description: "messages that are measured" },
  { name: "warmup", kind: "number", default: 20, description: "messages before, which count for nothing" },
  {
    name: "message",
    kind: "text",
    default: "nomous-probe:{n}: {filler}",
    description: "what is sent; {n} is its number, {filler} fills it up to its size",
  },
  {
    name: "answer",
    kind: "text",
    default: "nomous-probe:{n}:",
    description: "what an answer contains, so that the number in it is found",
  },
  { name: "size", kind: "number", default: 128, description: "bytes of a message" },
  {
    name: "compression",
    kind: "flag",
    default: false,
    description: "ask for permessage-deflate and compress every message",
  },
  { name: "protocol", kind: "text", default: "", description: "the subprotocol to ask for" },
  { name: "readers", kind: "number", default: 10, description: "connections that read, in fan-out" },
  { name: "cuts", kind: "number", default: 10, description: "connections that are cut, in reconnect" },
  { name: "in-flight", kind: "number", default: 8, description: "messages without an answer yet, in reconnect" },
  { name: "quiet", kind: "number", default: 500, description: "milliseconds without an answer that end reconnect" },
  {
    name: "timeout",
    kind: "number",
    default: 5_000,
    description: "milliseconds that one answer or connection may take",
  },
] as const satisfies readonly ProbeParameter[];

export type WebSocketValues = ProbeValues<typeof PARAMETERS>;

export const WEBSOCKET: Probe = createProbe(
  {
    name: "websocket",
    title: "Round trip, bytes, fan-out and loss of a WebSocket server that echoes or passes on",
    parameters: PARAMETERS,
    metrics: [
      { id: "round-trip", title: "Round trip (echo)", unit: "ms", better: "lower" },
      { id: "sent", title: "Bytes sent a message (echo)", unit: "bytes", better: "lower" },
      { id: "received", title: "Bytes received a message (echo)", unit: "bytes", better: "lower" },
      { id: "delivery", title: "Until one reader has it (fan-out)", unit: "ms", better: "lower" },
      { id: "fan-out", title: "Until the last reader has it (fan-out)", unit: "ms", better: "lower" },
      { id: "missed", title: "Missed by readers (fan-out)", unit: "%", better: "lower" },
      { id: "reconnect", title: "Until a cut connection is open again (reconnect)", unit: "ms", better: "lower" },
      { id: "lost", title: "Messages without an answer (reconnect)", unit: "messages", better: "lower" },
      { id: "repeated", title: "Answers that came again (reconnect)", unit: "messages", better: "lower" },
    ],
  },
  async () => (await import("./measure-websocket.ts")).measureWebSocket,
);
