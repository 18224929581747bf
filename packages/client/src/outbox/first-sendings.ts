// Which commands went out once only, and from here: what the bridge says of such a one is said of all that was ever sent of it. Of others, an answer
// may have been lost.
import type { CommandId } from "@nomous/protocol";

export class FirstSendings {
  readonly #stages = new Map<CommandId, "claimed" | "sent">();

  /** Nobody sent it before, and nobody but this client may from now on. */
  claimed(id: CommandId): void {
    this.#stages.set(id, "claimed");
  }

  sent(id: CommandId): void {
    if (this.#stages.get(id) === "claimed") this.#stages.set(id, "sent");
    else this.#stages.delete(id);
  }

  /** Whether it was sent once; it was answered now. */
  answered(id: CommandId): boolean {
    const isFirst = this.#stages.get(id) === "sent";
    this.#stages.delete(id);
    return isFirst;
  }
}
