// Who waits for the results of commands.
import type { CommandId, CommandResult } from "@nomous/protocol";
import type { ClientError } from "../client-error.ts";

interface Waiter {
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: ClientError) => void;
}

export class Waiters {
  readonly #waiters = new Map<CommandId, Waiter[]>();

  /** Commands that somebody waits for. */
  get ids(): readonly CommandId[] {
    return [...this.#waiters.keys()];
  }

  add(id: CommandId): Promise<CommandResult> {
    const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
    promise.catch(() => {});
    this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), { resolve, reject }]);
    return promise;
  }

  /** Who waited for `from` waits for `to`. */
  move(from: readonly CommandId[], to: CommandId): void {
    const moved = from.flatMap((id) => this.#take(id));
    if (moved.length > 0) this.#waiters.set(to, [...(this.#waiters.get(to) ?? []), ...moved]);
  }

  settle(id: CommandId, result: CommandResult): void {
    for (const { resolve } of this.#take(id)) resolve(result);
  }

  fail(id: CommandId, error: ClientError): void {
    for (const { reject } of this.#take(id)) reject(error);
  }

  #take(id: CommandId): readonly Waiter[] {
    const waiters = this.#waiters.get(id) ?? [];
    this.#waiters.delete(id);
    return waiters;
  }
}
