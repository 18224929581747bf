// What an approver signs and how it is told whether they did: Ed25519 over five facts in one unambiguous form, so that no signature can be taken for
// one of another document, another state, another content or another person.
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Approval } from "./review.ts";

const PREFIX = "ed25519:";
const RAW_BYTES = 32;

/** A public key as it stands in settings and reviews: `ed25519:` and its 32 bytes in base64. */
export function publicKeyText(key: KeyObject): string {
  const { x = "" } = key.export({ format: "jwk" });
  return PREFIX + Buffer.from(x, "base64url").toString("base64");
}

/** Whether a text is a public key in the one form that it has. */
export function isPublicKeyText(text: string): boolean {
  if (!text.startsWith(PREFIX)) return false;
  const written = text.slice(PREFIX.length);
  const raw = Buffer.from(written, "base64");
  return raw.length === RAW_BYTES && raw.toString("base64") === written;
}

/** The bytes that are signed: a JSON list in UTF-8, with what the list is for as its first item. */
export const signedBytes = ({ document, state, hash, person, at }: SignedFacts): Buffer =>
  Buffer.from(JSON.stringify(["nomous approval 1", document, state, hash, person, at]));

export type SignedFacts = Pick<Approval, "document" | "state" | "hash" | "person" | "at">;

/** Whether an approval was signed by the key that it names. */
export function isSigned(approval: Approval): boolean {
  const { key, signature } = approval;
  if (key === undefined || signature === undefined || !isPublicKeyText(key)) return false;
  const x = Buffer.from(key.slice(PREFIX.length), "base64").toString("base64url");
  try {
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, signedBytes(approval), publicKey, Buffer.from(signature, "base64"));
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}
