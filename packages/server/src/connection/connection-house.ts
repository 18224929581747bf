// What all connections of a bridge share: one reference in each of them.
import type { Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import type { Lobby } from "../document/lobby.ts";
import type { Authenticate } from "../session/authenticate.ts";
import type { Storage } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { RaiseEpoch } from "../stream/store-epoch.ts";
import type { Streams } from "../stream/streams.ts";
import type { Connection } from "./connection.ts";
import type { Counts } from "./counts.ts";
import type { FlushTurn } from "./flush-turn.ts";
import type { Handlers } from "./handlers.ts";

export interface ConnectionHouse {
  readonly runtime: Runtime;
  readonly storage: Storage;
  readonly streams: Streams;
  readonly latest: LatestStreams | undefined;
  readonly lobby: Lobby | undefined;
  readonly journal: Journal;
  readonly handlers: Handlers;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly counts: Counts;
  readonly turn: FlushTurn;
  readonly build: string;
  /** Name of the folder that is served. */
  readonly workspace: string;
  /** A cursor of this epoch is beyond what the bridge has: resolves when the store's epoch is higher (rule S9). */
  readonly dataWasLost: RaiseEpoch;
  /** The connection has proven who it is. */
  welcomed(connection: Connection): void;
  /** The connection takes no part any more; its socket may still close. */
  left(connection: Connection): void;
  /** Its socket is closed. */
  gone(connection: Connection): void;
}
