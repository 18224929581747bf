import * as z from "zod/mini";
import { readExport } from "./read-export.ts";
import type { ToolResult } from "./tool-result.ts";

const Export = z.array(
  z.object({
    model_filename: z.string(),
    n_prompt: z.number(),
    n_gen: z.number(),
    n_depth: z.optional(z.number()),
    /** Tokens a second. */
    avg_ts: z.number(),
    samples_ts: z.optional(z.array(z.number())),
  }),
);
type Row = z.infer<typeof Export>[number];

/** One result a model, with a metric a test, named as the tool names it: `pp512`, `tg128`, `pp512+tg128`, `tg128@d4096`. */
export function readLlamaBench(value: unknown): readonly ToolResult[] {
  const rows = readExport(Export, value, "llama-bench -o json");
  const byModel = Map.groupBy(rows, (row) => row.model_filename);
  return [...byModel].map(([name, tests]) => ({
    name,
    metrics: Object.fromEntries(tests.map((row) => [testName(row), row.samples_ts ?? row.avg_ts])),
  }));
}

function testName({ n_prompt: prompt, n_gen: generated, n_depth: depth = 0 }: Row): string {
  const parts = [...(prompt > 0 ? [`pp${prompt}`] : []), ...(generated > 0 ? [`tg${generated}`] : [])];
  return `${parts.join("+")}${depth > 0 ? `@d${depth}` : ""}`;
}
