// A client is its key. Checked synchronously: a P-256 signature takes a tenth of a millisecond, less than a detour
// through a thread, and nothing can come between the check and what follows from it.
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { ClientId } from "@nomous/protocol";

const POINT_BYTES = 65;
const UNCOMPRESSED = 4;

/** The id of the client that holds a key: 132 bits of the SHA-256 of its raw public point. */
export function clientIdOf(publicKey: Uint8Array): ClientId {
  return createHash("sha256").update(publicKey).digest("base64url").slice(0, 22) as ClientId;
}

/** True when `signature` (IEEE P1363) was made over `text` with the private half of `publicKey` (raw, uncompressed). */
export function isSignedBy(publicKey: Uint8Array, signature: Uint8Array, text: string): boolean {
  const key = importPoint(publicKey);
  if (key === undefined) return false;
  return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, signature);
}

function importPoint(point: Uint8Array): KeyObject | undefined {
  if (point.length !== POINT_BYTES || point[0] !== UNCOMPRESSED) return undefined;
  const coordinate = (from: number): string => Buffer.from(point.subarray(from, from + 32)).toString("base64url");
  try {
    return createPublicKey({ key: { kty: "EC", crv: "P-256", x: coordinate(1), y: coordinate(33) }, format: "jwk" });
  } catch {
    return undefined; // not a point of the curve
  }
}
