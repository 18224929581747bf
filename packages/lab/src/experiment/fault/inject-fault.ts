import type { Fault, FaultRecord } from "@nomous/workbench/experiments";
import { disturbConnection } from "./disturb-connection.ts";
import { fillDisk } from "./fill-disk.ts";
import { killRun } from "./kill-run.ts";
import type { FaultOutcome, Provocation } from "./provoked-run.ts";

const INJECTIONS: Readonly<Record<Fault["kind"], (provocation: Provocation) => Promise<FaultOutcome>>> = {
  kill: killRun,
  cut: disturbConnection,
  delay: disturbConnection,
  "disk-full": fillDisk,
};

/** Provokes a fault in a run of a variant; null when the session was stopped meanwhile. */
export async function injectFault(provocation: Provocation): Promise<FaultRecord | null> {
  const { place, fault, variant } = provocation;
  const startedAt = new Date(place.clock.now()).toISOString();
  const outcome = await INJECTIONS[fault.kind](provocation);
  if (place.signal.aborted) return null;
  return { type: "fault", fault: fault.id, variant: variant.id, startedAt, ...outcome };
}
