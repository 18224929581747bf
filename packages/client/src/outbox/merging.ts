// Commands that may be joined while they wait, and sent again when a refusal may pass. They are of one kind, and doing what one of them says
// twice must be harmless. What was claimed is never touched: a join has a new id.
import type { CommandName, ErrorBody } from "@nomous/protocol";
import type { StoredCommand } from "../storage/client-storage.ts";
import { laneOf } from "./lanes.ts";

export interface Merging {
  readonly name: CommandName;
  /** The order of commands of different lanes changes nothing. */
  laneOf(args: unknown): string;
  /** Only commands of one lane with the same key are joined, and those build on each other in the order of their ids. */
  keyOf(args: unknown): string;
  /** While it is, what is queued behind it is joined to it at once. */
  isSmall(args: unknown): boolean;
  /** The arguments that do what `all` do in their order, as few as can be. */
  merge(all: readonly unknown[]): Promise<readonly unknown[]>;
  /** Whether sending it again may help. */
  mayPass(error: ErrorBody): boolean;
}

export const isWaiting = ({ refusal }: StoredCommand): boolean => refusal === undefined;

/** It waits and was never claimed: nobody else knows its id. */
export const isFree = (command: StoredCommand): boolean => isWaiting(command) && !command.maybeSent;

/** Commands that follow each other in their lane and may become fewer. No run goes over a barrier. */
export function freeRuns(merging: Merging, commands: readonly StoredCommand[]): StoredCommand[][] {
  const runs: StoredCommand[][] = [];
  const open = new Map<string, { readonly key: string; readonly run: StoredCommand[] }>();
  for (const command of commands.filter(isWaiting)) {
    const lane = laneOf(merging, command);
    if (lane === undefined) open.clear();
    else if (!isFree(command)) open.delete(lane);
    else {
      const key = merging.keyOf(command.args);
      const before = open.get(lane);
      const run = before?.key === key ? before.run : [];
      run.push(command);
      if (run.length === 1) runs.push(run);
      open.set(lane, { key, run });
    }
  }
  return runs.filter(({ length }) => length > 1);
}

/**
 * What is to be sent again: for each key with a refusal that may pass, all its commands that nobody is sending. One that was refused for good
 * ends its key: what follows builds on it.
 */
export function refusedRuns(merging: Merging, commands: readonly StoredCommand[]): StoredCommand[][] {
  const runs = new Map<string, StoredCommand[]>();
  const ended = new Set<string>();
  for (const command of commands) {
    if (command.name !== merging.name) continue;
    const key = merging.keyOf(command.args);
    if (command.refusal !== undefined && !merging.mayPass(command.refusal)) ended.add(key);
    if (ended.has(key) || (command.refusal === undefined && command.maybeSent)) continue;
    runs.set(key, [...(runs.get(key) ?? []), command]);
  }
  return [...runs.values()].filter((run) => run.some(({ refusal }) => refusal !== undefined));
}
