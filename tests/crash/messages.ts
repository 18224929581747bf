// What the test and its client processes say to each other. All ids and texts are made by the test.
import type { CommandArgs, CommandName, StreamEnd } from "@nomous/protocol";

export type Order =
  /** Puts a command into the outbox; `key` names it in the ledger. */
  | {
      readonly type: "command";
      readonly key: string;
      readonly name: CommandName;
      readonly args: CommandArgs<CommandName>;
    }
  /** Reads a stream from the start to its END, through whatever happens. */
  | { readonly type: "follow"; readonly sid: string };

export type Told =
  | { readonly type: "ready" }
  /** The command is safe in the client's storage. */
  | { readonly type: "stored"; readonly key: string }
  | { readonly type: "result"; readonly key: string; readonly status: string; readonly at: number }
  | { readonly type: "started"; readonly sid: string }
  | { readonly type: "applied"; readonly sid: string; readonly seq: number; readonly content: string }
  | { readonly type: "ended"; readonly sid: string };

/** An item as the ledger compares it. */
export const contentOf = (kind: number, data: Uint8Array): string => `${kind}:${Buffer.from(data).toString("base64")}`;
export const endOf = ({ reason, count }: StreamEnd): string => `end:${reason}:${count}`;
