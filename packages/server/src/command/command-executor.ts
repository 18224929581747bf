// Carries commands out, each at most once: decide on the durable state, commit the decision together with its result, and
// only then answer and begin what follows. Whether a command is known or too old is checked by that same commit, so a
// repetition can never slip in between.
import {
  check,
  type Command,
  type CommandName,
  type CommandResult,
  COMMANDS,
  type ErrorBody,
  isCommandName,
  type Runtime,
} from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import { explainFault } from "../document/explain-fault.ts";
import type { Caller } from "../session/caller.ts";
import { StorageError } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";
import type { CommandKind, CommandTable } from "./command-table.ts";
import { type Decision, type Effect, reject } from "./decision.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import { Rounds } from "./rounds.ts";

export interface CommandExecutor {
  execute(caller: Caller, command: Command): Promise<CommandResult>;
  /** Resolves when no command is under way; from then on none waits for others. */
  idle(): Promise<void>;
}

export interface CommandExecutorParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  /** The storage's run. */
  readonly run: number;
  readonly table: CommandTable;
  readonly logger: Logger;
  /** Where commands take their turns, with whoever else writes what they do; its own by default. */
  readonly queue?: KeyedQueue;
  /** When frequent commands are carried out; its own by default. */
  readonly rounds?: Rounds;
  begin(effect: Effect): void;
}

/** Others were faster this often in a row: not chance any more. */
const MAX_STALE = 100;

/** A command whose name and arguments are known to fit. */
interface Valid {
  readonly name: CommandName;
  readonly args: unknown;
}

export function createCommandExecutor(parts: CommandExecutorParts): CommandExecutor {
  const { queue = new KeyedQueue(), rounds = new Rounds(parts.runtime.clock) } = parts;

  async function execute(caller: Caller, command: Command): Promise<CommandResult> {
    try {
      return await decideInTurn(caller, command);
    } catch (error) {
      // Not stored, so that the same command can succeed when it is sent again.
      return resultOf(
        command,
        { status: "rejected", error: explain(error, command, parts.logger) },
        parts.runtime.clock.now(),
      );
    }
  }

  async function decideInTurn(caller: Caller, command: Command): Promise<CommandResult> {
    const valid = validate(command);
    if ("status" in valid) return queue.run([command.id], () => commit(caller, command, async () => valid));
    const { name, args } = valid;
    const scope = COMMANDS[name].scope;
    if (!caller.scopes.includes(scope)) {
      const forbidden = reject("forbidden", `This client may not do that: it lacks the right ${scope}.`);
      return resultOf(command, forbidden, parts.runtime.clock.now());
    }
    // `validate` has checked the arguments against the schema of this very name.
    const kind = parts.table[name] as CommandKind<unknown>;
    if (kind.isFrequent === true) await rounds.join();
    const { run } = parts;
    const { actor, connection } = caller;
    const origin = connection && { connection, command: command.id };
    const { id, waited = false } = command;
    const decide = (now: number): Promise<Decision> =>
      kind.decide(args, { actor, now, command: id, run, origin, waited });
    return queue.run(kind.streams(args), () => commit(caller, command, decide));
  }

  async function commit(
    { actor }: Caller,
    command: Command,
    decide: (now: number) => Promise<Decision>,
  ): Promise<CommandResult> {
    for (let tries = 0; tries < MAX_STALE; tries += 1) {
      const now = parts.runtime.clock.now();
      const decision = await decide(now);
      const result = resultOf(command, decision, now);
      const change = decision.status === "applied" ? decision.change : {};
      const dedup = { actor, id: command.id, result };
      const outcome = await parts.journal.commit({ ...change, dedup });
      if (outcome.status === "known") return outcome.result;
      if (outcome.status === "stale") continue;
      if (decision.status === "applied" && decision.effect !== undefined) parts.begin(decision.effect);
      return result;
    }
    throw new Error("others were always faster");
  }

  async function idle(): Promise<void> {
    await rounds.stop();
    await queue.idle();
  }

  return { execute, idle };
}

function explain(error: unknown, { name }: Command, logger: Logger): ErrorBody {
  if (error instanceof StorageError) {
    logger.error({ code: error.code }, "a command could not be saved");
    return { code: "storage-failed", message: error.message };
  }
  const fault = explainFault(error);
  if (fault !== undefined) return fault;
  const command = isCommandName(name) ? name : "unknown";
  logger.error({ command, error: codeOf(error), at: placeOf(error) }, "a command failed");
  return { code: "internal", message: "The bridge failed at this command; its log says more. Try again." };
}

function validate({ name, args }: Command): Valid | Decision {
  if (!isCommandName(name)) return reject("unknown-command", "This bridge does not know the command. Is it older?");
  const checked = check<unknown>(COMMANDS[name].args, args);
  return checked.ok ? { name, args: checked.value } : reject("invalid-arguments", `${name}: ${checked.reason}`);
}

function resultOf({ id }: Command, decision: Decision, at: number): CommandResult {
  if (decision.status === "applied") {
    const { result } = decision;
    return { type: "RES", id, status: "applied", at, ...(result !== undefined && { result }) };
  }
  const { error } = decision;
  return { type: "RES", id, status: error.code === "conflict" ? "conflict" : "rejected", error, at };
}
