import type { Client, WorkspacePath } from "@nomous/client";
import type { Survey, Wants } from "./check-message.ts";

/** A longer text does not fit a frame; its approval is then that of the file. */
const MAX_SURVEYED = 250_000;

/** What the bridge says of the workspace; `undefined` when it is away or refuses: then the check goes on without. */
export const surveyBy = (
  client: Pick<Client, "ask">,
  path: WorkspacePath,
  text: string,
  wants: Wants,
): Promise<Survey | undefined> =>
  client
    .ask("workbench.survey", {
      path,
      paths: [...wants.paths],
      commits: [...wants.commits],
      ...(text.length > MAX_SURVEYED ? {} : { text }),
    })
    .catch(() => undefined);
