// What can be measured of the machine under the bridge.
import type { SystemSample } from "@nomous/protocol";

export type Gpu = SystemSample["gpus"][number];

export interface Machine {
  readonly cores: number;
  /** Time that all cores together have spent since they were started; only differences mean something. */
  cpuTimes(): { readonly busyMs: number; readonly idleMs: number };
  memory(): SystemSample["memory"];
  /** Memory of the bridge's own process. */
  processBytes(): number;
  /** Empty when they do not answer now; `undefined` when this machine can never tell. Takes up to seconds. */
  gpus(signal: AbortSignal): Promise<readonly Gpu[] | undefined>;
}
