import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fakeIndexedDb from "fake-indexeddb";
import { openDB } from "idb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileKeys } from "./file-keys.ts";
import { openIndexedDbKeys } from "./indexeddb-keys.ts";
import type { Keys } from "./keys.ts";
import { createMemoryKeys, generateKeyPair } from "./web-crypto-keys.ts";

let directory = "";
beforeAll(async () => {
  Object.assign(globalThis, fakeIndexedDb);
  directory = await mkdtemp(join(tmpdir(), "nomous-keys-"));
});
afterAll(() => rm(directory, { recursive: true }));

const ADAPTERS: Record<string, () => Promise<Keys>> = {
  memory: createMemoryKeys,
  IndexedDB: () => openIndexedDbKeys("keys"),
  file: () => openFileKeys(join(directory, "deep", "key.pem")),
};

describe.each(Object.entries(ADAPTERS))("keys in %s", (_name, open) => {
  it("[H6] the client id is the fingerprint of the public key, and the signature fits text and key", async () => {
    const keys = await open();
    const raw = Buffer.from(keys.publicKey, "base64url");
    expect(raw).toHaveLength(65);
    expect(createHash("sha256").update(raw).digest("base64url").slice(0, 22)).toBe(keys.clientId);
    const [x, y] = [raw.subarray(1, 33).toString("base64url"), raw.subarray(33).toString("base64url")];
    const key = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y } });
    const signature = Buffer.from(await keys.sign("hello ÿ"), "base64url");
    const isSigned = (text: string): boolean =>
      verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, signature);
    expect(isSigned("hello ÿ")).toBe(true);
    expect(isSigned("hello y")).toBe(false);
  });
});

describe("keys that stay", () => {
  it.each(["IndexedDB", "file"])("%s: the next start has the same key, also when two start at once", async (name) => {
    const open = ADAPTERS[name] ?? createMemoryKeys;
    const [a, b] = await Promise.all([open(), open()]);
    const next = await open();
    expect([a.clientId, b.clientId]).toEqual([next.clientId, next.clientId]);
  });

  it("a browser's key that is damaged is none: another is made, and stays", async () => {
    await openIndexedDbKeys("damaged");
    for (const broken of [7, {}, { privateKey: {}, publicKey: {} }]) {
      const database = await openDB("damaged");
      await database.put("keys", broken, "pair");
      database.close();
      const { clientId } = await openIndexedDbKeys("damaged");
      expect((await openIndexedDbKeys("damaged")).clientId).toBe(clientId);
    }
  });

  it("a browser's key cannot be taken out", async () => {
    const { privateKey } = await generateKeyPair();
    await expect(crypto.subtle.exportKey("jwk", privateKey)).rejects.toThrow(/extractable/);
  });

  it("a key file is for its owner only", async () => {
    await openFileKeys(join(directory, "own.pem"));
    expect((await stat(join(directory, "own.pem"))).mode & 0o777).toBe(0o600);
  });
});
