// `http://127.0.0.1:4747/#pair=<secret>`: the secret is in the fragment, which a browser never sends to anybody.

export interface Link {
  /** The bridge's origin. */
  readonly url: string;
  /** Good once; absent in the address of a bridge that knows this client already. */
  readonly pairing?: string;
}

/** Takes a link from `nomous link`, or just the bridge's address, apart; `undefined` when it is neither. */
export function parseLink(text: string): Link | undefined {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  const pairing = new URLSearchParams(url.hash.slice(1)).get("pair");
  return { url: url.origin, ...(pairing === null ? {} : { pairing }) };
}
