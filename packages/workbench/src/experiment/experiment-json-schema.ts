import * as z from "zod/mini";
import { experimentData } from "./experiment-schema.ts";

/** The schema of the block as JSON Schema, for editors and other tools: what may be written, with what it means. Two blanks deep. */
export function experimentJsonSchema(): string {
  const schema = { ...z.toJSONSchema(experimentData, { io: "input" }), title: "Experiment" };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
