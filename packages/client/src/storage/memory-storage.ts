import type { CommandId, CommandResult, Store, StreamId } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import type { ClientStorage, DocumentCopy, StoredCommand, StreamCopy } from "./client-storage.ts";
import { cursorOf, isAtLeast, isReplaceable, leftOf, newPart, raisedFloor, RESULTS_KEPT } from "./client-storage.ts";

/** Keeps everything until the process ends; several clients may share one. */
export function createMemoryStorage(): ClientStorage {
  const copies = new Map<StreamId, StreamCopy>();
  const states = new Map<StreamId, DocumentCopy>();
  const commands = new Map<CommandId, StoredCommand>();
  const results = new Map<CommandId, CommandResult>();
  let store: Store | undefined;
  let floor = "";
  const inOrder = (): StoredCommand[] => [...commands.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

  return {
    readStore: async () => store,
    async adoptStore(next) {
      if (store !== undefined && store.id !== next.id) {
        copies.clear();
        states.clear();
      }
      store = next;
    },
    readCopy: async (sid) => copies.get(sid),
    async addToCopy(sid, piece) {
      const copy = copies.get(sid);
      const part = newPart(copy && cursorOf(copy), piece);
      if (part === undefined) return;
      const { epoch, createdAt, items } = part;
      if (copy === undefined || part.first === 1) copies.set(sid, { epoch, createdAt, items });
      else copies.set(sid, { ...copy, items: [...copy.items, ...items] });
    },
    forgetCopy: async (sid) => void copies.delete(sid),
    ...statesIn(states),

    readOutbox: async () => ({ commands: inOrder(), floor }),
    async putCommand(command) {
      if (command.id < floor) throw new ClientError("expired", "The command's id is below the outbox floor.");
      commands.set(command.id, command);
    },
    async claimCommand(id) {
      const command = commands.get(id);
      if (command === undefined || command.refusal !== undefined) return false;
      commands.set(id, { ...command, maybeSent: true });
      return true;
    },
    async withdrawCommand(id) {
      const command = commands.get(id);
      return command !== undefined && !command.maybeSent && commands.delete(id);
    },
    replaceCommands: async (ids, by) => replaceIn(commands, ids, by),
    async settleCommand(result, keep) {
      settleIn(commands, result, keep);
      results.set(result.id, result);
      for (const id of [...results.keys()].slice(0, -RESULTS_KEPT)) results.delete(id);
    },
    readResult: async (id) => results.get(id),
    async dismissCommand(id) {
      if (commands.get(id)?.refusal !== undefined) commands.delete(id);
    },
    async raiseFloor(to) {
      floor = raisedFloor(floor, to, inOrder());
      return floor;
    },
    close: async () => {},
  };
}

function statesIn(states: Map<StreamId, DocumentCopy>): Pick<ClientStorage, "readState" | "putState" | "forgetState"> {
  return {
    readState: async (sid) => states.get(sid),
    async putState(sid, copy) {
      if (isAtLeast(copy.cursor, states.get(sid)?.cursor)) states.set(sid, copy);
    },
    forgetState: async (sid) => void states.delete(sid),
  };
}

function replaceIn(
  commands: Map<CommandId, StoredCommand>,
  ids: readonly CommandId[],
  by: readonly StoredCommand[],
): boolean {
  if (!ids.every((id) => isReplaceable(commands.get(id)))) return false;
  for (const id of ids) commands.delete(id);
  for (const command of by) commands.set(command.id, command);
  return true;
}

function settleIn(commands: Map<CommandId, StoredCommand>, result: CommandResult, keep: boolean): void {
  const left = leftOf(commands.get(result.id), result, keep);
  if (left === undefined) commands.delete(result.id);
  else commands.set(result.id, left);
}
