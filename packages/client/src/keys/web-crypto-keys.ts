// Signing with WebCrypto, which browsers and Node share. The private half cannot be taken out of a `CryptoKey`.
import { type ClientId, utf8 } from "@nomous/protocol";
import { base64url, ID_LENGTH, type Keys } from "./keys.ts";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

export const generateKeyPair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(ALGORITHM, false, ["sign"]);

export async function keysOf({ privateKey, publicKey }: CryptoKeyPair): Promise<Keys> {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const fingerprint = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  return {
    clientId: base64url(fingerprint).slice(0, ID_LENGTH) as ClientId,
    publicKey: base64url(raw),
    sign: async (text) => base64url(new Uint8Array(await crypto.subtle.sign(SIGNING, privateKey, utf8(text)))),
  };
}

/** A key that is forgotten with the process: tests and one-shot programs. */
export const createMemoryKeys = async (): Promise<Keys> => keysOf(await generateKeyPair());
