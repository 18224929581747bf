// The key of a Node client: a PEM file that only its owner can read, made once; of two processes that start at once,
// who links the file first wins.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, createHash, sign } from "node:crypto";
import { link, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ClientId } from "@nomous/protocol";
import { readIfThere, removeIfThere } from "../storage/atomic-file.ts";
import type { Keys } from "./keys.ts";
import { ID_LENGTH } from "./keys.ts";

export async function openFileKeys(path: string): Promise<Keys> {
  const pem = (await readIfThere(path)) ?? (await makeKey(path));
  return keysOf(createPrivateKey(pem));
}

async function makeKey(path: string): Promise<Buffer> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(temporary, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flush: true });
  // Fails when another process was first: then its key is the one.
  await link(temporary, path).catch(() => {});
  await removeIfThere(temporary);
  return readFile(path);
}

function keysOf(privateKey: KeyObject): Keys {
  const { x = "", y = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const raw = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  const fingerprint = createHash("sha256").update(raw).digest("base64url");
  return {
    clientId: fingerprint.slice(0, ID_LENGTH) as ClientId,
    publicKey: raw.toString("base64url"),
    sign: async (text) =>
      sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url"),
  };
}
