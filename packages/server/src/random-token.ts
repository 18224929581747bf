import type { Random } from "@nomous/protocol";

/** 256 random bits as base64url: nonces and one-time secrets. As good as the generator that is handed in. */
export function randomToken(random: Random): string {
  const bytes = Buffer.alloc(32);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(random.uint32(), at);
  return bytes.toString("base64url");
}
