// One session at a time on a machine: two would measure each other. The lock lies outside of any workspace, in the user's own temporary folder; a
// holder that died is recognised, as with documents.
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Waiting, withLock } from "../document/document-lock.ts";
import { makeFolderIn } from "../workspace/private-folder.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

const LOOK_MS = 250;

export interface MachineTurn extends Pick<Required<Waiting>, "pause" | "signal"> {
  /** Called once when another session is running. */
  readonly onWait: () => void;
  /** Where machines keep the lock; the user's temporary folder unless told. */
  readonly folder?: string | undefined;
}

/** Does work while no other session of this user runs on this machine. Waits as long as it takes; rejects with the signal's reason. */
export async function withMachine<T>(turn: MachineTurn, work: () => Promise<T>): Promise<T> {
  const folder = turn.folder ?? (await ownTemporaryFolder());
  let hasWaited = false;
  const pause: Waiting["pause"] = (ms, signal) => {
    if (!hasWaited) turn.onWait();
    hasWaited = true;
    return turn.pause(Math.max(ms, LOOK_MS), signal);
  };
  return withLock(folder, "session", { pause, signal: turn.signal, limitMs: Number.POSITIVE_INFINITY }, work);
}

/** Others may write into the system's temporary folder, so ours must be ours. */
async function ownTemporaryFolder(): Promise<string> {
  const user = process.getuid?.();
  const folder = join(tmpdir(), `nomous-${user ?? "sessions"}`);
  await mkdir(tmpdir(), { recursive: true });
  await makeFolderIn(folder, 0o700);
  if (user !== undefined && (await lstat(folder)).uid !== user)
    throw new WorkspaceError(
      "forbidden",
      `${folder} belongs to another user. Remove it, or set TMPDIR to a folder of yours.`,
    );
  return folder;
}
