// Commands that may be joined while they wait, and sent again when a refusal may pass. They are of one kind, and doing what one of them says
// twice must be harmless. What was claimed is never touched: a join has a new id.
import type { CommandName, ErrorBody } from "@nomous/protocol";
import type { StoredCommand } from "../storage/client-storage.ts";

export interface Merging {
  readonly name: CommandName;
  /** Only commands with the same key are joined, and those build on each other in the order of their ids. */
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

/** Commands that follow each other in the queue and may become fewer. */
export function freeRuns(merging: Merging, commands: readonly StoredCommand[]): StoredCommand[][] {
  const runs: { key: string; run: StoredCommand[] }[] = [];
  let isOpen = false;
  for (const command of commands.filter(isWaiting)) {
    const isOne = command.name === merging.name && isFree(command);
    const key = isOne ? merging.keyOf(command.args) : "";
    const last = runs.at(-1);
    if (isOne && isOpen && last?.key === key) last.run.push(command);
    else if (isOne) runs.push({ key, run: [command] });
    isOpen = isOne;
  }
  return runs.map(({ run }) => run).filter(({ length }) => length > 1);
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
