import * as z from "zod/mini";
import { readExport } from "./read-export.ts";
import type { ToolResult } from "./tool-result.ts";

const Export = z.object({
  results: z.array(
    z.object({
      command: z.string(),
      /** Seconds. */
      times: z.optional(z.array(z.number())),
      mean: z.number(),
      user: z.number(),
      system: z.number(),
      memory_usage_byte: z.optional(z.array(z.number())),
    }),
  ),
});

const MS = 1_000;
const MB = 1_000_000;

export const readHyperfine = (value: unknown): readonly ToolResult[] =>
  readExport(Export, value, "hyperfine --export-json FILE").results.map(
    ({ command, times, mean, user, system, memory_usage_byte: memory }) => ({
      name: command,
      metrics: {
        time: times === undefined ? mean * MS : times.map((seconds) => seconds * MS),
        user: user * MS,
        system: system * MS,
        ...(memory !== undefined && { memory: memory.map((bytes) => bytes / MB) }),
      },
    }),
  );
