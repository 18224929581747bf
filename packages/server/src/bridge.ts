// The bridge without HTTP: takes sockets and speaks `nomous.v1` over them. Whoever brings the sockets, a real network or a
// simulated one, brings time and storage too.
import type { Clock, Runtime, StopTimer } from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";
import type { Logger } from "pino";
import type { ConnectionHouse } from "./connection/connection-house.ts";
import { Connection } from "./connection/connection.ts";
import { type Counts, createCounts } from "./connection/counts.ts";
import { FlushTurn } from "./connection/flush-turn.ts";
import type { Handlers } from "./connection/handlers.ts";
import type { Lobby } from "./document/lobby.ts";
import type { ServerSocket, SocketListener } from "./connection/socket.ts";
import { createAuthenticate } from "./session/authenticate.ts";
import { createClientRegistry } from "./session/client-registry.ts";
import type { PairingSecrets } from "./session/pairing-secrets.ts";
import type { Storage } from "./storage/storage.ts";
import type { Journal } from "./stream/journal.ts";
import type { LatestStreams } from "./stream/latest-streams.ts";
import { createRaiseEpoch } from "./stream/store-epoch.ts";
import type { Streams } from "./stream/streams.ts";

export interface BridgeParts {
  readonly runtime: Runtime;
  readonly storage: Storage;
  readonly streams: Streams;
  /** Made over the same streams; without them nothing of the kind can be read. */
  readonly latest?: LatestStreams;
  /** Made over `latest`; without it nobody sees who is at a document. */
  readonly lobby?: Lobby;
  /** Made over the same storage and streams. */
  readonly journal: Journal;
  readonly handlers: Handlers;
  readonly pairing: PairingSecrets;
  readonly logger: Logger;
  readonly person: string;
  readonly build: string;
  /** Name of the folder that is served. */
  readonly workspace: string;
}

export interface Bridge {
  readonly counts: Counts;
  /** A new socket; `origin` is the canonical origin, which the client signs. */
  readonly accept: (socket: ServerSocket, origin: string) => SocketListener;
  /** Says BYE to everybody and resolves when all sockets are closed, after a second at the latest. */
  close(): Promise<void>;
}

/** One timer looks after all connections. */
const TICK_MS = 1_000;
const CLOSE_MS = 1_000;
/** When clients may come back after BYE: a restart takes about as long. */
const RETRY_AFTER_MS = 1_000;

export function createBridge(parts: BridgeParts): Bridge {
  const { runtime, storage, streams, latest, lobby, journal, handlers, logger, build, workspace, pairing, person } =
    parts;
  const counts = createCounts();
  const connections = new Connections(runtime.clock, counts);
  const house: ConnectionHouse = {
    runtime,
    storage,
    streams,
    latest,
    lobby,
    journal,
    handlers,
    logger,
    counts,
    build,
    workspace,
    turn: new FlushTurn(),
    authenticate: createAuthenticate({
      clients: createClientRegistry(runtime.clock, storage, journal),
      pairing,
      person,
    }),
    dataWasLost: createRaiseEpoch(storage, logger),
    welcomed: (connection) => connections.welcomed(connection),
    left: (connection) => connections.left(connection),
    gone: (connection) => connections.gone(connection),
  };
  return {
    counts,
    accept: (socket, origin) => connections.add(new Connection(house, socket, origin)),
    close: () => connections.close(),
  };
}

/** Everybody who is connected: strangers until HELLO, then one connection a tab. */
class Connections {
  readonly #clock: Clock;
  readonly #counts: Counts;
  readonly #all = new Set<Connection>();
  readonly #strangers = new Set<Connection>();
  readonly #tabs = new Map<string, Connection>();
  #stopTicking: StopTimer | undefined;
  #closing: PromiseWithResolvers<void> | undefined;

  constructor(clock: Clock, counts: Counts) {
    this.#clock = clock;
    this.#counts = counts;
  }

  add(connection: Connection): Connection {
    this.#all.add(connection);
    this.#strangers.add(connection);
    this.#counts.accepted += 1;
    this.#counts.connections = this.#all.size;
    this.#stopTicking ??= this.#clock.after(TICK_MS, () => this.#tick());
    if (this.#closing !== undefined) connection.drain(RETRY_AFTER_MS);
    else if (this.#strangers.size > LIMITS.preAuthConnections) {
      connection.fail("rate-limited", "Too many connections have not said HELLO yet.");
    }
    return connection;
  }

  welcomed(connection: Connection): void {
    const { tab } = connection;
    this.#strangers.delete(connection);
    if (tab === undefined) return;
    const older = this.#tabs.get(tab);
    this.#tabs.set(tab, connection);
    older?.fail("superseded", "This tab has opened a newer connection.");
  }

  left(connection: Connection): void {
    const { tab } = connection;
    this.#strangers.delete(connection);
    if (tab !== undefined && this.#tabs.get(tab) === connection) this.#tabs.delete(tab);
  }

  gone(connection: Connection): void {
    this.#all.delete(connection);
    this.#counts.connections = this.#all.size;
    if (this.#all.size > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    this.#closing?.resolve();
  }

  async close(): Promise<void> {
    this.#closing ??= Promise.withResolvers();
    for (const connection of this.#all) connection.drain(RETRY_AFTER_MS);
    if (this.#all.size === 0) return;
    const stop = this.#clock.after(CLOSE_MS, () => {
      for (const connection of this.#all) connection.cut();
    });
    await this.#closing.promise;
    stop();
  }

  #tick(): void {
    const now = this.#clock.elapsed();
    for (const connection of this.#all) connection.tick(now);
    this.#stopTicking = this.#all.size > 0 ? this.#clock.after(TICK_MS, () => this.#tick()) : undefined;
  }
}
