// Who may speak to a server on loopback: only pages of its own origin. Another site's script can send requests here, and
// with a name of its own that resolves to 127.0.0.1 it would even be same-origin: hence the exact Host.
import type { IncomingHttpHeaders } from "node:http";

export type GuardVerdict =
  | { readonly status: "allowed" }
  | { readonly status: "redirected"; readonly location: string }
  | { readonly status: "refused"; readonly code: 403 | 405 | 421; readonly why: string };

const ALLOWED: GuardVerdict = { status: "allowed" };

/** Looks at Host and Origin; `origin` is the canonical one (rules H1, H2). */
export function guardRequest(headers: IncomingHttpHeaders, path: string, origin: string): GuardVerdict {
  const { host, port } = new URL(origin);
  if (headers.host === `localhost:${port}` && headers.origin === undefined) {
    return { status: "redirected", location: `${origin}${path.startsWith("/") ? path : "/"}` };
  }
  if (headers.host !== host) return { status: "refused", code: 421, why: `This is ${origin}. Open that address.` };
  if (headers.origin !== undefined && headers.origin !== origin) {
    return { status: "refused", code: 403, why: `Only pages of ${origin} may speak to this bridge.` };
  }
  return ALLOWED;
}

/** The same for a plain request: it also may only read. */
export function guardRead(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  path: string,
  origin: string,
): GuardVerdict {
  const verdict = guardRequest(headers, path, origin);
  if (verdict.status === "refused" || method === "GET" || method === "HEAD") return verdict;
  return { status: "refused", code: 405, why: "Only GET and HEAD are answered here." };
}
