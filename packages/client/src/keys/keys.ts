// A client is its key: this port holds the private half and only ever signs with it.
import type { ClientId } from "@nomous/protocol";

export interface Keys {
  readonly clientId: ClientId;
  /** Raw uncompressed P-256 point, base64url. */
  readonly publicKey: string;
  /** ECDSA over P-256 with SHA-256 in IEEE P1363 form, base64url. */
  sign(text: string): Promise<string>;
}

/** A client id is the start of its key's fingerprint: 132 bits in base64url. */
export const ID_LENGTH = 22;

/** Bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
