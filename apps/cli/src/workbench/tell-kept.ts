import type { Context } from "../context.ts";

/** Another program wrote into a document in the moment in which it was replaced: its version is beside it. */
export function tellKept({ console }: Context, path: string, kept: string | null): void {
  if (kept !== null)
    console.note(`Another program changed ${path} in the same moment. What it wrote is in ${kept}: compare them.`);
}
