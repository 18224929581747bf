// A connection is not sent what it wrote itself: RES names those items, and a client counts them in. So a live frame that one of its
// commands made waits until RES is told, and is left out when RES named all of it. Whatever was not named is sent.
import type { CommandId, CommandResult } from "@nomous/protocol";
import type { ItemFrame } from "./frames.ts";

/** Answers that are remembered. A frame behind an older one is sent, and the client drops what it has. */
const REMEMBERED = 1_024;

export class OwnCommands {
  readonly #connection: string;
  readonly #underWay = new Set<CommandId>();
  readonly #named = new Map<CommandId, readonly [number, number]>();

  constructor(connection: string) {
    this.#connection = connection;
  }

  began(command: CommandId): void {
    this.#underWay.add(command);
  }

  /** RES was told. */
  answered({ id, result }: CommandResult): void {
    this.#underWay.delete(id);
    const items = itemsIn(result);
    if (items === undefined) return;
    this.#named.set(id, items);
    if (this.#named.size <= REMEMBERED) return;
    for (const oldest of this.#named.keys()) {
      this.#named.delete(oldest);
      break;
    }
  }

  /** What becomes of a live frame on this connection. */
  fate({ origin, firstSeq, lastSeq }: ItemFrame): "sent" | "waits" | "left-out" {
    if (origin?.connection !== this.#connection) return "sent";
    if (this.#underWay.has(origin.command)) return "waits";
    const [first, last] = this.#named.get(origin.command) ?? [0, 0];
    return first <= firstSeq && lastSeq <= last ? "left-out" : "sent";
  }
}

/** The first and last item that a result names. The bridge itself has made it, so nothing is checked. */
function itemsIn(result: unknown): readonly [number, number] | undefined {
  const { items } = (result ?? {}) as { readonly items?: readonly [number, number] };
  return items;
}
