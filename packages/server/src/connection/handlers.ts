// What a connection hands on: it knows the wire, and nothing of conversations or engines.
import type { Ask, Command, CommandResult, Reply } from "@nomous/protocol";
import type { Caller } from "../session/caller.ts";

export interface Handlers {
  /** Never rejects for a reason that lies in the command: that is a result with `status: "rejected"`. */
  command(caller: Caller, command: Command): Promise<CommandResult>;
  /** The same for queries. `signal` fires when the asking connection is gone. */
  ask(caller: Caller, ask: Ask, signal: AbortSignal): Promise<Reply>;
}
