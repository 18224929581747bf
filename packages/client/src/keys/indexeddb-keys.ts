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
    // What is damaged is no key: this browser is paired again then.
    const fresh = isPair(await database.get("keys", KEY)) ? undefined : await generateKeyPair();
    const change = database.transaction("keys", "readwrite", { durability: "strict" });
    const kept = await change.store.get(KEY);
    const pair = isPair(kept) ? kept : fresh;
    if (pair === undefined) throw new Error("the key was removed while it was read");
    await Promise.all([change.store.put(pair, KEY), change.done]);
    return await keysOf(pair);
  } finally {
    database.close();
  }
}

function isPair(value: unknown): value is CryptoKeyPair {
  const { privateKey, publicKey } = (value ?? {}) as Partial<CryptoKeyPair>;
  return privateKey instanceof CryptoKey && publicKey instanceof CryptoKey;
}
