import { sampleSpike } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { personName } from "../git/git-status.ts";
import type { Moment } from "./draft-document.ts";

/** Where the spike that is ready to run goes, and its text. Nothing is written, and something may be there already. */
export async function composeSample(
  { workspace, types }: Workbench,
  { date }: Pick<Moment, "date">,
): Promise<{ readonly path: string; readonly text: string }> {
  const { name, text } = sampleSpike({ date, author: await personName(workspace.root) });
  const { folder } = types.find((type) => type.name === "spike") ?? { folder: "docs/spikes" };
  return { path: `${folder}/${name}`, text };
}
