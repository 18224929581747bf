// Decides who a HELLO comes from. Everything that is not proven is answered with the same code; the message says what a
// person can do.
import type { Actor, ErrorBody, Hello } from "@nomous/protocol";
import { ALL_SCOPES, signedText } from "@nomous/protocol";
import type { Caller } from "./caller.ts";
import { clientIdOf, isSignedBy } from "./client-key.ts";
import type { ClientRegistry } from "./client-registry.ts";
import type { PairingSecrets } from "./pairing-secrets.ts";

type Verdict =
  | { readonly status: "known"; readonly caller: Caller; readonly isNew: boolean }
  | { readonly status: "refused"; readonly error: ErrorBody };

/** What a signature is bound to, besides what HELLO says itself. */
interface Proof {
  readonly nonce: string;
  /** The canonical origin of the bridge. */
  readonly origin: string;
}

export type Authenticate = (hello: Hello, proof: Proof) => Promise<Verdict>;

export interface AuthenticateParts {
  readonly clients: ClientRegistry;
  readonly pairing: PairingSecrets;
  /** Name of the person that works here. */
  readonly person: string;
}

export function createAuthenticate({ clients, pairing, person }: AuthenticateParts): Authenticate {
  return async (hello, { nonce, origin }) => {
    const { client, tab, auth, name } = hello;
    const publicKey = Buffer.from(auth.publicKey, "base64url");
    const signature = Buffer.from(auth.signature, "base64url");
    if (clientIdOf(publicKey) !== client) return refused("The client id does not belong to this key.");
    if (!isSignedBy(publicKey, signature, signedText({ nonce, origin, client, tab }))) {
      return refused("The signature does not fit this connection. Reload the page.");
    }
    const actor: Actor = { person, client };
    const known = await clients.find(client);
    if (known !== undefined) return { status: "known", caller: { actor, scopes: known.scopes }, isNew: false };
    if (auth.pairing === undefined) {
      return refused("This client is not known here. Run `nomous link` and open the link that it prints.");
    }
    if (!(await pairing.take(auth.pairing))) {
      // Two tabs of one browser may open a link at once: one takes it, both have the key.
      const paired = await clients.find(client);
      if (paired !== undefined) return { status: "known", caller: { actor, scopes: paired.scopes }, isNew: false };
      return refused("This link was used or is older than ten minutes. Run `nomous link` for another.");
    }
    const scopes = [...ALL_SCOPES];
    await clients.add(actor, { publicKey: auth.publicKey, name, scopes });
    return { status: "known", caller: { actor, scopes }, isNew: true };
  };
}

const refused = (message: string): Verdict => ({ status: "refused", error: { code: "unauthorized", message } });
