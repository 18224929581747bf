// The outbox of a Node client: a file for each command, whose name says how far it is. A rename is atomic, so that a
// crash leaves each command in one state, and two processes cannot both take one back and send it.
//
//   outbox/<id>.waiting ──claim──► <id>.sent ──settle──► gone, or <id>.refused
//                  ├────withdraw──► gone                  results/<id>
//                  └────replace───► <id>.replaced ──► gone; back to waiting after a crash
import { mkdir, readdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Command, type CommandId, CommandResult, decodeJson, encodeMessage, isCommandName } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import { readIfThere, removeIfThere, syncDirectory, whenThere, writeAtomically } from "./atomic-file.ts";
import type { OutboxCalls, StoredCommand } from "./client-storage.ts";
import { leftOf, raisedFloor, RESULTS_KEPT } from "./client-storage.ts";
import { isSoundCommand, soundFloor } from "./sound-records.ts";

type Stage = "waiting" | "sent" | "refused";
type Removed = { readonly id: CommandId; readonly stage: Stage };
const STAGES: readonly Stage[] = ["waiting", "sent", "refused"];

export async function openFileOutbox(directory: string): Promise<OutboxCalls> {
  const outbox = join(directory, "outbox");
  const results = join(directory, "results");
  await mkdir(outbox, { recursive: true, mode: 0o700 });
  await mkdir(results, { recursive: true, mode: 0o700 });
  const files = new OutboxFiles(outbox, results, join(directory, "floor"));
  await files.recover();
  return {
    readOutbox: async () => ({ commands: await files.commands(), floor: await files.floor() }),
    async putCommand(command) {
      if (command.id < (await files.floor()))
        throw new ClientError("expired", "The command's id is below the outbox floor.");
      await files.put(command);
    },
    claimCommand: async (id) => (await files.move(id, "waiting", "sent")) || (await files.has(id, "sent")),
    withdrawCommand: (id) => files.remove(id, "waiting"),
    async replaceCommands(ids, by) {
      const taken: Removed[] = [];
      for (const id of ids) {
        const stage = (await files.setAside(id, "waiting")) ?? (await files.setAside(id, "refused"));
        if (stage === undefined) {
          for (const one of taken) await files.putBack(one);
          return false;
        }
        taken.push({ id, stage });
      }
      for (const command of by) await files.put(command);
      for (const { id } of taken) await files.dropAside(id);
      return true;
    },
    async settleCommand(result, keep) {
      await files.putResult(result);
      const left = leftOf(await files.command(result.id), result, keep);
      for (const stage of ["waiting", "sent"] as const)
        if (left === undefined) await files.remove(result.id, stage);
        else await files.move(result.id, stage, "refused");
      await files.pruneResults();
    },
    readResult: (id) => files.result(id),
    dismissCommand: async (id) => void (await files.remove(id, "refused")),
    async raiseFloor(to) {
      const floor = raisedFloor(await files.floor(), to, await files.commands());
      await files.putFloor(floor);
      return floor;
    },
  };
}

class OutboxFiles {
  readonly #outbox: string;
  readonly #results: string;
  readonly #floor: string;

  constructor(outbox: string, results: string, floor: string) {
    this.#outbox = outbox;
    this.#results = results;
    this.#floor = floor;
  }

  async floor(): Promise<string> {
    return soundFloor((await readIfThere(this.#floor))?.toString());
  }

  putFloor(floor: string): Promise<void> {
    return writeAtomically(this.#floor, floor);
  }

  async commands(): Promise<StoredCommand[]> {
    const commands: StoredCommand[] = [];
    for (const name of (await readdir(this.#outbox)).toSorted()) {
      const [id, stage] = name.split(".");
      const known = STAGES.find((one) => one === stage);
      if (id === undefined || known === undefined || name !== `${id}.${known}`) continue;
      const command = await this.#read(id as CommandId, known);
      if (command !== undefined) commands.push(command);
    }
    return commands;
  }

  async command(id: CommandId): Promise<StoredCommand | undefined> {
    return (await this.#read(id, "sent")) ?? (await this.#read(id, "waiting"));
  }

  put({ id, name, args, maybeSent }: StoredCommand): Promise<void> {
    const text = encodeMessage({ type: "CMD", id, name, args });
    return writeAtomically(this.#path(id, maybeSent ? "sent" : "waiting"), text);
  }

  /** Takes a command out of everybody's sight; `undefined` when it is not at this stage any more. */
  async setAside(id: CommandId, stage: Stage): Promise<Stage | undefined> {
    const isTaken = await this.#durably(rename(this.#path(id, stage), this.#asidePath(id)));
    return isTaken ? stage : undefined;
  }

  async putBack({ id, stage }: Removed): Promise<void> {
    await this.#durably(rename(this.#asidePath(id), this.#path(id, stage)));
  }

  async dropAside(id: CommandId): Promise<void> {
    await this.#durably(unlink(this.#asidePath(id)));
  }

  /** What was being replaced when a process ended waits again. */
  async recover(): Promise<void> {
    for (const name of await readdir(this.#outbox)) {
      const [id] = name.split(".");
      if (name === `${id}.replaced`) await this.putBack({ id: id as CommandId, stage: "waiting" });
    }
  }

  async has(id: CommandId, stage: Stage): Promise<boolean> {
    return (await readIfThere(this.#path(id, stage))) !== undefined;
  }

  async move(id: CommandId, from: Stage, to: Stage): Promise<boolean> {
    return this.#durably(rename(this.#path(id, from), this.#path(id, to)));
  }

  async remove(id: CommandId, stage: Stage): Promise<boolean> {
    return this.#durably(unlink(this.#path(id, stage)));
  }

  async result(id: CommandId): Promise<CommandResult | undefined> {
    const file = await readIfThere(join(this.#results, id));
    return file && decodeJson(CommandResult, file.toString());
  }

  putResult(result: CommandResult): Promise<void> {
    return writeAtomically(join(this.#results, result.id), encodeMessage(result));
  }

  /** The results of refused commands say why, and stay with them. */
  async pruneResults(): Promise<void> {
    const ids = (await readdir(this.#results)).toSorted();
    for (const id of ids.slice(0, Math.max(0, ids.length - RESULTS_KEPT)))
      if (!(await this.has(id as CommandId, "refused"))) await removeIfThere(join(this.#results, id));
  }

  async #read(id: CommandId, stage: Stage): Promise<StoredCommand | undefined> {
    const file = await readIfThere(this.#path(id, stage));
    const command = file && decodeJson(Command, file.toString());
    if (command === undefined || !isCommandName(command.name)) return undefined;
    const stored = { id, name: command.name, args: command.args, maybeSent: stage !== "waiting" };
    if (!isSoundCommand(stored)) return undefined;
    if (stage !== "refused") return stored;
    const refusal = (await this.result(id))?.error;
    return refusal && { ...stored, refusal };
  }

  async #durably(change: Promise<void>): Promise<boolean> {
    const isChanged = (await whenThere(change.then(() => true))) ?? false;
    if (isChanged) await syncDirectory(this.#outbox);
    return isChanged;
  }

  #asidePath(id: CommandId): string {
    return join(this.#outbox, `${id}.replaced`);
  }

  #path(id: CommandId, stage: Stage): string {
    return join(this.#outbox, `${id}.${stage}`);
  }
}
