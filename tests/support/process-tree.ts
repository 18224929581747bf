// Processes that a process has started. Linux only: it is read from /proc.
import { readdirSync, readFileSync } from "node:fs";

interface ProcessStatus {
  readonly pid: number;
  readonly parent: number;
  /** One letter: `Z` is one that ended and that nobody asked about. */
  readonly state: string;
}

/** Those that `parent` started, ended ones too as long as the system knows them. */
export function childrenOf(parent: number): readonly ProcessStatus[] {
  return readdirSync("/proc").flatMap((name) => {
    const status = /^\d+$/.test(name) ? statusOf(Number(name)) : undefined;
    return status?.parent === parent ? [status] : [];
  });
}

export const isAlive = (pid: number): boolean => statusOf(pid) !== undefined;

function statusOf(pid: number): ProcessStatus | undefined {
  try {
    // The name, which may hold anything, stands in parentheses before.
    const [, state = "", parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return { pid, parent: Number(parent), state };
  } catch {
    return undefined;
  }
}
