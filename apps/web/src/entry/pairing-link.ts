// A pairing link carries its one-time secret in the fragment, which no server and no log sees.

const SECRET = /^[A-Za-z0-9_-]{16,128}$/;

/** The secret in a pairing link, in its fragment, or given bare; `undefined` when there is none. */
export function pairingSecretOf(text: string): string | undefined {
  const trimmed = text.trim();
  const secret = /#pair=([^&]*)/.exec(trimmed)?.[1] ?? trimmed;
  return SECRET.test(secret) ? secret : undefined;
}

/** Reads the secret off the address and strips it at once, so that neither history nor a screenshot keeps it. */
export function takePairingSecret(page: Pick<Window, "location" | "history">): string | undefined {
  const { hash, pathname, search } = page.location;
  if (!hash.startsWith("#pair=")) return undefined;
  page.history.replaceState(page.history.state, "", pathname + search);
  return pairingSecretOf(hash);
}
