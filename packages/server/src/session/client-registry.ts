// The clients that may speak to this bridge, as records of kind "client".
import type { Actor, ClientId, Clock } from "@nomous/protocol";
import { ALL_SCOPES, check, Scope } from "@nomous/protocol";
import * as z from "zod/mini";
import type { Storage } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";

const KIND = "client";

const KnownClient = z.object({
  /** Raw uncompressed point, base64url. */
  publicKey: z.string(),
  /** For people: "Firefox on bench-pc". */
  name: z.string(),
  scopes: z.array(Scope),
  /** Wall clock, milliseconds. */
  pairedAt: z.number(),
});
type KnownClient = z.infer<typeof KnownClient>;

export interface ClientRegistry {
  find(id: ClientId): Promise<KnownClient | undefined>;
  /** Resolves once it is stored. */
  add(actor: Actor, client: Omit<KnownClient, "pairedAt">): Promise<void>;
}

export function createClientRegistry(clock: Clock, storage: Storage, journal: Journal): ClientRegistry {
  return {
    async find(id) {
      const record = await storage.record(KIND, id);
      const checked = check(KnownClient, record?.value);
      return checked.ok ? { ...checked.value, scopes: grown(checked.value.scopes) } : undefined;
    },
    async add(actor, client) {
      const value: KnownClient = { ...client, pairedAt: clock.now() };
      await journal.commit({ records: [{ kind: KIND, id: actor.client, value, actor }] });
    },
  };
}

/** All that there was to give before models could be asked for. */
const FIRST_SCOPES: readonly Scope[] = ["conversation:read", "conversation:write", "workspace:read"];

/** Who was given everything has what came later too. */
const grown = (scopes: readonly Scope[]): Scope[] =>
  FIRST_SCOPES.every((scope) => scopes.includes(scope)) ? [...ALL_SCOPES] : [...scopes];
