// CHALLENGE → HELLO → WELCOME. A client is its key: its id is the fingerprint of its public key, and it proves that it
// holds the private half by signing the server's nonce. The first time, it also shows a secret from a one-time link.
import * as z from "zod/mini";
import { ClientId, ConnectionId, StoreId, TabId } from "./ids.ts";
import { Scope } from "./scope.ts";

export const Store = z.object({ id: StoreId, epoch: z.int().check(z.nonnegative()) });
/** The database behind the bridge. The epoch rises only when the database lost data: a restore, or a proven `client_ahead`. */
export type Store = z.infer<typeof Store>;

const base64url = (max: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(max));

export const Challenge = z.object({
  type: z.literal("CHALLENGE"),
  /** 32 random bytes, base64url; good for this connection only. */
  nonce: base64url(64),
});
export type Challenge = z.infer<typeof Challenge>;

export const Auth = z.object({
  /** ECDSA over P-256 with SHA-256 (IEEE P1363 form, 64 bytes, base64url) over `signedText`. */
  signature: base64url(128),
  /** The raw uncompressed public point (65 bytes), base64url. */
  publicKey: base64url(128),
  /** The one-time secret of a pairing link, sent once by a client the bridge does not know. */
  pairing: z.optional(base64url(128)),
});
export type Auth = z.infer<typeof Auth>;

export const Hello = z.object({
  type: z.literal("HELLO"),
  v: z.int().check(z.positive()),
  /** Which build of the client speaks; told to people, never compared. */
  build: z.string().check(z.maxLength(100)),
  client: ClientId,
  tab: TabId,
  /** A name for people: "Firefox on bench-pc". */
  name: z.string().check(z.maxLength(200)),
  auth: Auth,
  caps: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(64)),
  /** The store this client last spoke to. */
  store: z.optional(Store),
  /** Every command of this client with a smaller id has been answered and will never be sent again. */
  outboxFloor: z.string().check(z.maxLength(36)),
  /** Bytes the server may send over all channels before the first CREDIT. */
  credit: z.int().check(z.positive()),
});
export type Hello = z.infer<typeof Hello>;

export const Welcome = z.object({
  type: z.literal("WELCOME"),
  v: z.int().check(z.positive()),
  connection: ConnectionId,
  store: Store,
  /** Wall clock of the server, milliseconds since the epoch. */
  now: z.number(),
  heartbeatMs: z.int(),
  deadMs: z.int(),
  limits: z.object({ frameBytes: z.int(), itemBytes: z.int(), channelCredit: z.int(), connectionCredit: z.int() }),
  scopes: z.array(Scope),
  caps: z.array(z.string()),
  /** The oldest client build that the server still serves in full; an older one may drain its outbox. */
  minBuild: z.string(),
  server: z.object({ build: z.string(), person: z.string(), workspace: z.string() }),
});
export type Welcome = z.infer<typeof Welcome>;

/** The exact text that HELLO signs: bound to this connection, this origin and this tab. */
export function signedText(parts: { nonce: string; origin: string; client: string; tab: string }): string {
  return `nomous.v1 hello\n${parts.nonce}\n${parts.origin}\n${parts.client}\n${parts.tab}`;
}
