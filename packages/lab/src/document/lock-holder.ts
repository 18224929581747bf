// Who holds a lock, and whether they still live. A process is known by its number, by who counts it, and by when it began where the
// system tells that, because numbers are given out again. Of other machines nothing is known, so their processes count as alive.
import { randomUUID } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { decodeJson } from "@nomous/workbench/data";
import * as z from "zod/mini";

const LockHolder = z.object({
  /** Of this one holding: no two have the same. */
  token: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  pid: z.int().check(z.gte(1)),
  host: z.string(),
  /** Containers may have the name of their machine, but number their processes anew. */
  container: z.nullable(z.string()),
  /** When the process began, in the system's own measure. */
  start: z.nullable(z.string()),
});
export type LockHolder = z.infer<typeof LockHolder>;

let self: Promise<Omit<LockHolder, "token">> | undefined;

/** This process, as the holder of a lock that it is about to take. */
export async function describeSelf(): Promise<LockHolder> {
  return { token: randomUUID(), ...(await (self ??= lookAtSelf())) };
}

async function lookAtSelf(): Promise<Omit<LockHolder, "token">> {
  const { pid } = process;
  return { pid, host: hostname(), container: await ownContainer(), start: await startOf(pid) };
}

/** Who holds a lock; null when nobody does or the file says nothing. */
export async function readHolder(lock: string): Promise<LockHolder | null> {
  const text = await readlink(lock).catch(() => readFile(lock, "utf8").catch(() => ""));
  const decoded = decodeJson(LockHolder, text);
  return decoded.ok ? decoded.value : null;
}

export async function isDead({ host, container, pid, start }: LockHolder): Promise<boolean> {
  if (host !== hostname() || container !== (await ownContainer())) return false;
  if (!isRunning(pid)) return true;
  const now = await startOf(pid);
  return start !== null && now !== null && now !== start;
}

const ownContainer = (): Promise<string | null> => readlink("/proc/self/ns/pid").catch(() => null);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Linux tells it as the 22nd field, after a name in parentheses that may hold anything. */
async function startOf(pid: number): Promise<string | null> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
