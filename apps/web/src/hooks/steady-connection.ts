// Between two tries the session says `away`, during one `connecting`; to a person the bridge is away all along, until it
// is back.
import type { ConnectionState, Readable } from "@nomous/client";

/** The connection with its tries left out: `away` with a `nextTryAt` in the past means that one is under way. */
export function steadyConnection(connection: Readable<ConnectionState>): Readable<ConnectionState> {
  let seen: ConnectionState | undefined;
  let shown: ConnectionState = connection.current();
  return {
    subscribe: (listener) => connection.subscribe(listener),
    current() {
      const now = connection.current();
      if (now === seen) return shown;
      seen = now;
      if (now.status !== "connecting" || shown.status !== "away") shown = now;
      return shown;
    },
  };
}
