// Whether evidence was measured on this machine, and with what. What programs the processor runs beside does not matter here, so the graphics card is not
// asked for, which takes long.
import { cpus, totalmem } from "node:os";
import type { SessionRecord } from "@nomous/workbench/experiments";

export interface OwnMachine {
  /** With what it was measured here, and what there is now; null when that is the same, or it was measured elsewhere. */
  otherRuntime(machine: SessionRecord["machine"]): { readonly before: string; readonly now: string } | null;
  /** In a word that another runtime or another machine makes another. */
  readonly word: string;
}

export function ownMachine(): OwnMachine {
  const cores = cpus();
  const cpu = cores[0]?.model.trim() ?? "unknown";
  const now = `Node.js ${process.version}`;
  const memory = totalmem();
  return {
    otherRuntime: (machine) => {
      const isThis = machine.cpu === cpu && machine.cores === cores.length && machine.memory === memory;
      return isThis && machine.runtime !== now ? { before: machine.runtime, now } : null;
    },
    word: `${cpu} ${cores.length} ${memory} ${now}`,
  };
}
