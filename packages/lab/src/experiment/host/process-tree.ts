// The processes of a run, as /proc shows them. While it runs they are found from parent to child, which is cheap. When it is over they are found
// by their process group and by the mark in their environment, because a daemon leaves its parent and its group. Where there is no /proc, only
// the group is known.
import { numberAfter, systemFile, systemFolder } from "../../machine/system-file.ts";
import { MARK } from "../run-message.ts";

const KIB = 1024;

/** Bytes: the most that each process of a tree has ever had resident, added up; null where the system does not tell. */
export function residentPeaks(root: number): number | null {
  const own = memoryOf(root);
  return own === null ? null : (own.peak + peaksBelow(root, own)) * KIB;
}

interface Memory {
  readonly peak: number;
  readonly size: number | null;
}

function memoryOf(pid: number): Memory | null {
  const status = systemFile(`/proc/${pid}/status`);
  const peak = numberAfter(status, "VmHWM:");
  return peak === null ? null : { peak, size: numberAfter(status, "VmSize:") };
}

function peaksBelow(parent: number, memory: Memory): number {
  let sum = 0;
  for (const child of childrenOf(parent)) {
    const own = memoryOf(child);
    if (own === null) continue;
    // Between vfork and exec a child runs in its parent's memory, which would count twice.
    const isBorrowed = own.peak === memory.peak && own.size === memory.size;
    sum += (isBorrowed ? 0 : own.peak) + peaksBelow(child, own);
  }
  return sum;
}

const childrenOf = (pid: number): number[] =>
  systemFolder(`/proc/${pid}/task`)
    .flatMap((thread) => (systemFile(`/proc/${pid}/task/${thread}/children`) ?? "").split(" "))
    .filter((child) => child !== "")
    .map(Number);

/** Of the fields of `/proc/PID/stat`, those behind the name, which may hold anything. */
const statOf = (pid: number | "self"): string[] | null => {
  const stat = systemFile(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? null;
};

/** Processes of a run that still run, by its process group and its mark. */
export function processesOf(group: number, mark: string): number[] {
  if (process.platform !== "linux") return isGroupThere(group) ? [-group] : [];
  const marked = `\0${MARK}=${mark}\0`;
  return systemFolder("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , itsGroup] = statOf(pid) ?? [];
      if (state === undefined || state === "Z" || state === "X") return false;
      return Number(itsGroup) === group || `\0${systemFile(`/proc/${pid}/environ`) ?? ""}`.includes(marked);
    });
}

/** Windows has no groups of this kind. */
const isGroupThere = (group: number): boolean => process.platform !== "win32" && send(-group, 0);

/** False when there is nobody to get it. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Kills all processes of a run, those too that are started meanwhile. */
export function killRun(group: number, mark: string): void {
  send(process.platform === "win32" ? group : -group, "SIGKILL");
  for (let time = 0; time < 10; time += 1) {
    const left = processesOf(group, mark);
    if (left.length === 0) return;
    for (const pid of left) send(pid, "SIGKILL");
  }
}

const TICK_MS = 10;

export interface ChildUsage {
  /** Milliseconds on processors, in steps of 10. */
  readonly cpuMs: number | null;
  /** Bytes that came from a disk and went to one, not those that were in memory already. */
  readonly diskRead: number | null;
  readonly diskWritten: number | null;
}

/** What this process and its ended children have used together; only differences mean something. */
export function childUsage(): ChildUsage {
  const [user, system] = statOf("self")?.slice(13, 15) ?? [];
  const io = systemFile("/proc/self/io");
  return {
    cpuMs: user === undefined || system === undefined ? null : (Number(user) + Number(system)) * TICK_MS,
    diskRead: numberAfter(io, "\nread_bytes:"),
    diskWritten: numberAfter(io, "\nwrite_bytes:"),
  };
}
