// What a page keeps and signs with. Where the browser gives no database (a private window, a policy, a damaged profile), both are in memory: half
// of them would send what waits under another name.
import { sleep, type Clock } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import { openIndexedDbKeys } from "../keys/indexeddb-keys.ts";
import type { Keys } from "../keys/keys.ts";
import { createMemoryKeys } from "../keys/web-crypto-keys.ts";
import type { ClientStorage } from "./client-storage.ts";
import { storageTrouble } from "./guarded-storage.ts";
import { createIndexedDbStorage } from "./indexeddb-storage.ts";
import { createMemoryStorage } from "./memory-storage.ts";

/** Some browsers never answer where they should refuse. */
const PATIENCE_MS = 20_000;

interface Kept {
  readonly keys: Keys;
  readonly storage: ClientStorage;
}

/** `name`: of the database, the same for all tabs of an origin. Rejects with `page-too-old` when a newer page has made it. */
export async function openBrowserStorage(clock: Clock, name: string): Promise<Kept> {
  try {
    return await withPatience(clock, open(name));
  } catch (error) {
    if (error instanceof ClientError && error.code === "page-too-old") throw error;
    return { keys: await createMemoryKeys(), storage: createMemoryStorage(storageTrouble("refused")) };
  }
}

async function open(name: string): Promise<Kept> {
  const [keys, storage] = await Promise.all([openIndexedDbKeys(`${name}-keys`), createIndexedDbStorage(name)]);
  // It may open, and yet not be readable.
  await Promise.all([storage.readOutbox(), storage.readStore()]);
  return { keys, storage };
}

async function withPatience<T>(clock: Clock, call: Promise<T>): Promise<T> {
  const waited = new AbortController();
  const late = sleep(clock, PATIENCE_MS, waited.signal).then((): never => {
    throw new Error("the database did not open");
  });
  late.catch(() => {});
  try {
    return await Promise.race([call, late]);
  } finally {
    waited.abort();
  }
}
