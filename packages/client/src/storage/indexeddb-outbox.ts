// The outbox of a browser profile.
import type { CommandId, CommandResult } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import {
  isReplaceable,
  leftOf,
  type OutboxCalls,
  raisedFloor,
  RESULTS_KEPT,
  type StoredCommand,
} from "./client-storage.ts";
import { type DatabaseLine, done, STRICT } from "./indexeddb-database.ts";
import { isSoundCommand, soundFloor, soundResult } from "./sound-records.ts";

export function outboxIn(line: DatabaseLine): OutboxCalls {
  const change = async () => (await line.database).transaction(["facts", "commands", "results"], "readwrite", STRICT);
  return {
    async readOutbox() {
      const view = (await line.database).transaction(["facts", "commands"]);
      const [commands, floor] = await Promise.all([
        view.objectStore("commands").getAll(),
        view.objectStore("facts").get("floor"),
      ]);
      return { commands: commands.filter(isSoundCommand), floor: soundFloor(floor) };
    },
    async putCommand(command) {
      const put = await change();
      const floor = soundFloor(await put.objectStore("facts").get("floor"));
      if (command.id < floor) throw new ClientError("expired", "The command's id is below the outbox floor.");
      await done(put, [put.objectStore("commands").put(command)]);
    },
    async claimCommand(id) {
      const claim = await change();
      const commands = claim.objectStore("commands");
      const command = await commands.get(id);
      const isClaimed = command !== undefined && command.refusal === undefined;
      await done(claim, [isClaimed ? commands.put({ ...command, maybeSent: true }) : undefined]);
      return isClaimed;
    },
    async withdrawCommand(id) {
      const withdrawal = await change();
      const commands = withdrawal.objectStore("commands");
      const isWaiting = (await commands.get(id))?.maybeSent === false;
      await done(withdrawal, [isWaiting ? commands.delete(id) : undefined]);
      return isWaiting;
    },
    replaceCommands: (ids, by) => replaceIn(line, ids, by),
    settleCommand: (result, keep) => settleIn(line, result, keep),
    readResult: async (id) => soundResult(await (await line.database).get("results", id)),
    async dismissCommand(id) {
      const dismissal = await change();
      const commands = dismissal.objectStore("commands");
      const isRefused = (await commands.get(id))?.refusal !== undefined;
      await done(dismissal, [isRefused ? commands.delete(id) : undefined]);
    },
    async raiseFloor(to) {
      const raise = await change();
      const facts = raise.objectStore("facts");
      const [before, commands] = await Promise.all([facts.get("floor"), raise.objectStore("commands").getAll()]);
      const floor = raisedFloor(soundFloor(before), to, commands.filter(isSoundCommand));
      await done(raise, [facts.put(floor, "floor")]);
      return floor;
    },
  };
}

async function replaceIn(
  line: DatabaseLine,
  ids: readonly CommandId[],
  by: readonly StoredCommand[],
): Promise<boolean> {
  const change = (await line.database).transaction("commands", "readwrite", STRICT);
  const before = await Promise.all(ids.map((id) => change.store.get(id)));
  const isReplaced = before.every(isReplaceable);
  const writes = isReplaced
    ? [...ids.map((id) => change.store.delete(id)), ...by.map((one) => change.store.put(one))]
    : [];
  await done(change, writes);
  return isReplaced;
}

async function settleIn(line: DatabaseLine, result: CommandResult, keep: boolean): Promise<void> {
  const change = (await line.database).transaction(["commands", "results"], "readwrite", STRICT);
  const commands = change.objectStore("commands");
  const results = change.objectStore("results");
  const [command, known] = await Promise.all([commands.get(result.id), results.getAllKeys()]);
  const left = leftOf(command, result, keep);
  await done(change, [
    left === undefined ? commands.delete(result.id) : commands.put(left),
    results.put(result),
    ...known.slice(0, Math.max(0, known.length + 1 - RESULTS_KEPT)).map((id) => results.delete(id)),
  ]);
}
