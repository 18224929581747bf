import { totalmem } from "node:os";
import { freeBytes } from "../../llama/free-memory.ts";

export interface MachineMemory {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** Memory of this machine, or of the container that it is. */
export const machineMemory = (): MachineMemory => ({
  // Where nothing limits it, the limit is 0 or beyond all memory.
  totalBytes: Math.min(totalmem(), process.constrainedMemory() || Infinity),
  freeBytes: freeBytes(),
});
