// The key of a browser profile. It is made once, in a form that cannot be read out, and two tabs that start at once
// agree on one: who stores first wins.
import { openDB } from "idb";
import type { Keys } from "./keys.ts";
import { generateKeyPair, keysOf } from "./web-crypto-keys.ts";

const KEY = "pair";

/** `name`: of the database, the same for all tabs of an origin. */
export async function openIndexedDbKeys(name: string): Promise<Keys> {
  const database = await openDB<{ keys: { key: string; value: CryptoKeyPair } }>(name, 1, {
    upgrade: (created) => void created.createObjectStore("keys"),
  });
  try {
    const fresh = (await database.get("keys", KEY)) === undefined ? await generateKeyPair() : undefined;
    const change = database.transaction("keys", "readwrite", { durability: "strict" });
    const pair = (await change.store.get(KEY)) ?? fresh;
    if (pair === undefined) throw new Error("the key was removed while it was read");
    await Promise.all([change.store.put(pair, KEY), change.done]);
    return await keysOf(pair);
  } finally {
    database.close();
  }
}
