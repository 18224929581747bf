import type { Actor, Present, QueryArgs, QueryName, QueryResult, Runtime } from "@nomous/protocol";
import type { Outbox } from "../outbox/outbox.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import type { Streams } from "../stream/streams.ts";

/** What all open documents share. */
export interface DocumentParts {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly outbox: Outbox;
  /** Who the bridge takes this client for. */
  readonly actor: () => Actor;
  /** Of the store that the present connection reads. */
  readonly storeEpoch: () => number;
  /** Rejects with a `ClientError` when the bridge is away or refuses. */
  readonly ask: <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => Promise<QueryResult<Name>>;
  /** False when there is no connection. */
  readonly send: (message: Present) => boolean;
}
