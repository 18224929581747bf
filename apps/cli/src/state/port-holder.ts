// Who listens on a port, so that "busy" can be told with a name. Linux says it in /proc; elsewhere the answer is unknown.
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

export interface PortHolder {
  readonly pid: number;
  readonly program: string;
}

const LISTENING = "0A";

/** Inodes of the sockets that listen on `port`, from the text of `/proc/net/tcp` or `tcp6`. */
export function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  return table.split("\n").flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return local?.endsWith(`:${hexPort}`) === true && state === LISTENING && inode !== undefined ? [inode] : [];
  });
}

/** The process that listens on `port`, when this system tells and we may know. */
export function findPortHolder(port: number, proc = "/proc"): PortHolder | undefined {
  const tables = ["net/tcp", "net/tcp6"].map((name) => join(proc, name)).filter(existsSync);
  const sockets = new Set(
    tables.flatMap((table) => listeningInodes(readFileSync(table, "utf8"), port)).map((inode) => `socket:[${inode}]`),
  );
  if (sockets.size === 0) return undefined;
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => openFiles(join(proc, pid, "fd")).some((file) => sockets.has(file)))
    .map((pid) => ({ pid: Number(pid), program: readFileSync(join(proc, pid, "comm"), "utf8").trim() }))
    .at(0);
}

const openFiles = (folder: string): string[] =>
  orNothing(() => readdirSync(folder)).flatMap((name) => orNothing(() => [readlinkSync(join(folder, name))]));

/** Processes of others may not be looked into, and every process may end while we look. */
function orNothing(read: () => string[]): string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
