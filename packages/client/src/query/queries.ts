// Questions to the bridge: asked once, over the present connection, and never repeated.
import type { Ask, QueryArgs, QueryName, QueryResult, Reply } from "@nomous/protocol";
import { check, QUERIES } from "@nomous/protocol";
import { ClientError, errorOf } from "../client-error.ts";

interface Waiter {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: ClientError) => void;
}

export class Queries {
  readonly #send: (ask: Ask) => boolean;
  readonly #waiters = new Map<number, Waiter>();
  #lastRef = 0;

  /** `send` is false when there is no connection. */
  constructor(send: (ask: Ask) => boolean) {
    this.#send = send;
  }

  async ask<Name extends QueryName>(
    name: Name,
    args: QueryArgs<Name>,
    signal?: AbortSignal,
  ): Promise<QueryResult<Name>> {
    signal?.throwIfAborted();
    const reply = await this.#ask(name, args, signal);
    if (reply.error !== undefined) throw errorOf(reply.error);
    const checked = check<unknown>(QUERIES[name].result, reply.result);
    if (!checked.ok)
      throw new ClientError("bad-message", `The bridge answered ${name} with something else: ${checked.reason}.`);
    return checked.value as QueryResult<Name>;
  }

  reply(reply: Reply): void {
    this.#waiters.get(reply.ref)?.resolve(reply);
  }

  offline(): void {
    for (const { reject } of this.#waiters.values()) reject(away());
  }

  #ask(name: QueryName, args: unknown, signal: AbortSignal | undefined): Promise<Reply> {
    this.#lastRef += 1;
    const ref = this.#lastRef;
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const abort = (): void => reject(signal?.reason);
    this.#waiters.set(ref, { resolve, reject });
    signal?.addEventListener("abort", abort, { once: true });
    if (!this.#send({ type: "ASK", ref, name, args })) reject(away());
    return promise.finally(() => {
      this.#waiters.delete(ref);
      signal?.removeEventListener("abort", abort);
    });
  }
}

export const away = (): ClientError => new ClientError("away", "The bridge is away.");
