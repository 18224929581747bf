import { readDocument } from "@nomous/lab/documents";
import { listSessions } from "@nomous/lab/experiments";
import type { LabPlace } from "../lab/lab-place.ts";
import { Refusal } from "../lab/refusal.ts";

/** The text of an evidence file as it is. Rejects with a `Refusal` for every path that is none. */
export async function evidenceText({ workspace }: LabPlace, path: string): Promise<string> {
  const [, experiment = ""] = path.split("/");
  const known = await listSessions(workspace, experiment);
  if (!known.some((session) => session.path === path)) throw new Refusal(`${path} is no evidence of this workspace.`);
  return (await readDocument(workspace, path)).text;
}
