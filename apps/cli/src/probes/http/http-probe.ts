import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  { name: "url", kind: "text", default: null, description: "the address that is asked, http or https" },
  { name: "method", kind: "text", default: "GET", description: "the method of each request" },
  { name: "body", kind: "text", default: "", description: "what is sent with it" },
  { name: "type", kind: "text", default: "application/json", description: "the content type of the body" },
  { name: "requests", kind: "number", default: 200, description: "requests that are measured" },
  {
    name: "concurrency",
    kind: "number",
    default: 1,
    description: "requests at once, each on a connection that is kept",
  },
  { name: "warmup", kind: "number", default: 10, description: "requests before, which count for nothing" },
  { name: "status", kind: "number", default: 200, least: 100, description: "the status that a good answer has" },
  { name: "timeout", kind: "number", default: 5_000, description: "milliseconds that one answer may take" },
] as const satisfies readonly ProbeParameter[];

export type HttpValues = ProbeValues<typeof PARAMETERS>;

export const HTTP: Probe = createProbe(
  {
    name: "http",
    title: "Latency and throughput of an HTTP address",
    parameters: PARAMETERS,
    metrics: [
      { id: "latency", title: "Latency", unit: "ms", better: "lower" },
      { id: "throughput", title: "Throughput", unit: "requests/s", better: "higher" },
      { id: "errors", title: "Errors", unit: "%", better: "lower" },
      { id: "size", title: "Size of an answer", unit: "bytes", better: "lower" },
    ],
  },
  async () => (await import("./measure-http.ts")).measureHttp,
);
