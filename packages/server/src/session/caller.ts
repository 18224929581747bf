import type { Actor, Scope } from "@nomous/protocol";

/** Who asks, as proven by the handshake. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: readonly Scope[];
}
