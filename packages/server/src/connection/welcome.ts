import type { ConnectionId, Hello, Welcome } from "@nomous/protocol";
import { LIMITS, PROTOCOL_VERSION, scopesToldTo } from "@nomous/protocol";
import type { Caller } from "../session/caller.ts";
import type { ConnectionHouse } from "./connection-house.ts";

/** Older pages may still drain their outbox; then they are told to reload. */
const OLDEST_CLIENT_BUILD = "0.1.0";

export function welcomeOf(
  connection: ConnectionId,
  { caps }: Hello,
  { scopes, actor }: Caller,
  house: ConnectionHouse,
): Welcome {
  const { frameBytes, itemBytes, channelCredit, connectionCredit, heartbeatMs, deadMs } = LIMITS;
  return {
    type: "WELCOME",
    v: PROTOCOL_VERSION,
    connection,
    store: house.storage.store,
    now: house.runtime.clock.now(),
    heartbeatMs,
    deadMs,
    limits: { frameBytes, itemBytes, channelCredit, connectionCredit },
    scopes: scopesToldTo(caps, scopes),
    caps: [],
    minBuild: OLDEST_CLIENT_BUILD,
    server: { build: house.build, person: actor.person, workspace: house.workspace },
  };
}
