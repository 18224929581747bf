// Somebody looked again. It is written beside the documents, before the command counts as applied; written twice it says the same.
import type { CommandArgs } from "@nomous/protocol";
import { type Decision, NOTHING_TO_DO, reject } from "../../command/decision.ts";
import type { TraceDesk } from "../trace-desk.ts";

export async function recordReview(
  desk: TraceDesk | undefined,
  { path, why }: CommandArgs<"document.reviewed">,
): Promise<Decision> {
  if (desk === undefined) return reject("not-supported", "This bridge cannot tell what documents rest on.");
  await desk.reviewed(path, why);
  return NOTHING_TO_DO;
}
