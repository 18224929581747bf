// The client of a program: keys and storage in a directory, or in memory for one that is gone after its answer.
import { hostname } from "node:os";
import { join } from "node:path";
import type { Client } from "./client.ts";
import { ClientError } from "./client-error.ts";
import { createClient } from "./create-client.ts";
import { openFileKeys } from "./keys/file-keys.ts";
import { createMemoryKeys } from "./keys/web-crypto-keys.ts";
import { parseLink } from "./link.ts";
import { systemRuntime } from "./runtime-system.ts";
import type { ConnectSocket } from "./session/socket.ts";
import { connectWebSocket } from "./session/web-socket.ts";
import { createFileStorage } from "./storage/file-storage.ts";
import { createMemoryStorage } from "./storage/memory-storage.ts";

export interface NodeClientOptions {
  /** The bridge's address, or a link from `nomous link`. */
  readonly url: string;
  /** Where key and outbox are kept; without it they end with the process. */
  readonly directory?: string;
  /** The secret of a one-time link, when it is not in `url`. */
  readonly pairing?: string;
  readonly name?: string;
  readonly build?: string;
  /** Opens sockets another way: through a proxy, say. */
  readonly connect?: ConnectSocket;
}

/** Opens a client in a Node program. */
export async function openNodeClient(options: NodeClientOptions): Promise<Client> {
  const { directory, name = `${process.title} on ${hostname()}`, build = "", connect = connectWebSocket } = options;
  const link = parseLink(options.url);
  if (link === undefined) throw new ClientError("invalid-arguments", `${options.url} is not the address of a bridge.`);
  const pairing = options.pairing ?? link.pairing;
  const [keys, storage] =
    directory === undefined
      ? [await createMemoryKeys(), createMemoryStorage()]
      : [await openFileKeys(join(directory, "key.pem")), await createFileStorage(directory)];
  return createClient({
    url: link.url,
    runtime: systemRuntime,
    connect,
    keys,
    storage,
    build,
    name: name.slice(0, 200),
    ...(pairing === undefined ? {} : { pairing }),
  });
}
