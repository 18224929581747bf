import { type Client, type Clock, ClientError, type WorkspacePath } from "@nomous/client";
import type { Told, Wants } from "./check-message.ts";

/** A longer text does not fit a frame; its approval is then that of the file. */
const MAX_SURVEYED = 250_000;

/**
 * What the bridge says of the workspace, or while it is away what it said of it before; `undefined` when nothing is known, or it refuses: then
 * the check goes on without.
 */
export async function surveyBy(
  client: Pick<Client, "ask" | "kept">,
  clock: Clock,
  path: WorkspacePath,
  text: string,
  wants: Wants,
): Promise<Told | undefined> {
  const asked = { path, paths: [...wants.paths], commits: [...wants.commits] };
  const told = text.length > MAX_SURVEYED ? asked : { ...asked, text };
  try {
    return { survey: await client.ask("workbench.survey", told), at: clock.now(), isRecalled: false };
  } catch (error) {
    if (!(error instanceof ClientError && error.code === "away")) return undefined;
  }
  const kept = await client.kept("workbench.survey", asked).catch(() => undefined);
  return kept && { survey: kept.result, at: kept.at, isRecalled: true };
}
