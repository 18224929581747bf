import type { ProbeResult } from "../probe.ts";

/** One of the things that an export holds; its name is the tool's own. */
export interface ToolResult {
  readonly name: string;
  readonly metrics: ProbeResult;
}
