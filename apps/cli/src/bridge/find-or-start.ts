import { type Runtime, sleep } from "@nomous/protocol";
import type { ComposedBridge, Locked } from "../compose/compose-bridge.ts";
import { type BridgeFile, findRunningBridge } from "../state/bridge-file.ts";

/** A bridge that just starts, and a `nomous chat` that just ends, hold the database for about this long. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 150;

type FoundOrStarted =
  | { readonly status: "found"; readonly bridge: BridgeFile }
  | { readonly status: "started"; readonly bridge: ComposedBridge };

/**
 * The bridge that runs for this workspace, or one that `start` makes. Two are never made: while another process holds
 * the database, this waits for its bridge to listen or for the database to be free.
 */
export async function findOrStart(
  { clock }: Runtime,
  state: string,
  start: () => Promise<ComposedBridge | Locked>,
  onWait: () => void,
): Promise<FoundOrStarted> {
  const deadline = clock.elapsed() + PATIENCE_MS;
  for (let isFirst = true; ; isFirst = false) {
    const found = await findRunningBridge(state);
    if (found !== undefined) return { status: "found", bridge: found };
    const started = await start();
    if (started.status === "started") return { status: "started", bridge: started };
    if (clock.elapsed() > deadline) throw started.error;
    if (isFirst) onWait();
    await sleep(clock, LOOK_MS);
  }
}
