// Memory that a model may be given. Linux tells what it could free; a limit of a container counts as well. macOS counts what
// it would give back as used, so half of the memory is taken as free there when it says less.
import { freemem, platform, totalmem } from "node:os";

export function freeBytes(): number {
  const free = Math.min(freemem(), process.availableMemory());
  return platform() === "darwin" ? Math.max(free, totalmem() / 2) : free;
}
