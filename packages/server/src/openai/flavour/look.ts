// One look at a server: each question is asked once, however many want the answer.
import type { ServerPeer } from "../server-peer.ts";

export interface Look {
  readonly peer: ServerPeer;
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
  /** Parsed answer to a GET; throws a `ServerFailure` when there is none. */
  need(path: string): Promise<unknown>;
  /** The same, or `undefined`. */
  get(path: string): Promise<unknown>;
}

const MAX_BYTES = 4 * 1024 * 1024;

export function createLook(peer: ServerPeer, patienceMs: number, signal?: AbortSignal): Look {
  const answers = new Map<string, Promise<unknown>>();
  const need = (path: string): Promise<unknown> => {
    const asked = answers.get(path);
    if (asked !== undefined) return asked;
    const answer = peer.json({ path, patienceMs, ...(signal !== undefined && { signal }) }, MAX_BYTES);
    answers.set(path, answer);
    return answer;
  };
  const get = (path: string): Promise<unknown> => need(path).catch(() => undefined);
  return { peer, patienceMs, need, get, ...(signal !== undefined && { signal }) };
}
