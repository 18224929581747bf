import * as z from "zod/mini";
import { readExport } from "./read-export.ts";
import type { ToolResult } from "./tool-result.ts";

const Export = z.array(
  z.object({
    name: z.string(),
    result: z.object({
      /** Milliseconds. */
      latency: z.object({ mean: z.number(), samples: z.optional(z.array(z.number())) }),
      /** Operations a second. */
      throughput: z.object({ mean: z.number() }),
    }),
  }),
);

/** Samples are there when the bench was told to retain them. */
export const readTinybench = (value: unknown): readonly ToolResult[] =>
  readExport(Export, value, "JSON.stringify(bench.tasks.map(({ name, result }) => ({ name, result })))").map(
    ({ name, result: { latency, throughput } }) => ({
      name,
      metrics: { latency: latency.samples ?? latency.mean, throughput: throughput.mean },
    }),
  );
