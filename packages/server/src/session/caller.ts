import type { Actor, ConnectionId, Scope } from "@nomous/protocol";

/** Who asks, as proven by the handshake. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: readonly Scope[];
  /** Over which connection; without one nobody waits for an answer there. */
  readonly connection?: ConnectionId;
}
