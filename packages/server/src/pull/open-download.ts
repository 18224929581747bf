// One request for a file, through its redirects. A server may send us on, but not back to plain HTTP, and not from the
// internet to this machine or its network: addresses are checked where the connection is made, so no name can lie.
import { lookup as resolveName } from "node:dns";
import { get as httpGet, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.ts";
import { CutError, PullError } from "./pull-error.ts";

export interface DownloadRequest {
  readonly url: URL;
  /** Bytes that are here already; above 0 only with a validator. */
  readonly offset: number;
  /** ETag or date of what is here. */
  readonly validator: string | undefined;
  /** Silence after which the connection counts as cut. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
  /** Which addresses a public server may not send us to. */
  readonly isPrivate?: (address: string) => boolean;
}

export type Download =
  | {
      readonly status: "body";
      /** The first byte of the body in the file: `offset`, or 0 when the server begins anew. */
      readonly from: number;
      readonly body: IncomingMessage;
      /** Of the whole file; `undefined` when the server does not say. */
      readonly totalBytes: number | undefined;
      readonly validator: string | undefined;
      /** Hex, where the server tells it (Hugging Face does). */
      readonly sha256: string | undefined;
    }
  /** What is here is the whole file. */
  | { readonly status: "complete" }
  /** What is here does not fit what the server has now. */
  | { readonly status: "changed" };

const MAX_REDIRECTS = 5;

/** Asks for the file from `offset` on. Throws a `PullError`, or a `CutError` when another try may help. */
export async function openDownload(request: DownloadRequest): Promise<Download> {
  let { url } = request;
  let sha256: string | undefined;
  let mustBePublic = false;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await send(request, url, mustBePublic);
    sha256 ??= linkedSha256(response.headers);
    const next = redirectTarget(response, url);
    if (next === undefined) return accept(request, response, url, sha256);
    mustBePublic ||= !isPrivateOf(request)(response.socket.remoteAddress ?? "");
    response.destroy();
    if (url.protocol === "https:" && next.protocol !== "https:")
      throw new PullError(`${url.host} leads from https to ${next.protocol}//${next.host}, which anybody can change.`);
    url = next;
  }
  throw new PullError(`${request.url.host} leads from one address to the next, more than ${MAX_REDIRECTS} times.`);
}

const isPrivateOf = ({ isPrivate = isPrivateAddress }: DownloadRequest): ((address: string) => boolean) => isPrivate;

function send(request: DownloadRequest, url: URL, mustBePublic: boolean): Promise<IncomingMessage> {
  const { offset, validator, stallMs, signal } = request;
  const isPrivate = isPrivateOf(request);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (mustBePublic && isIP(host) !== 0 && isPrivate(host)) throw leadsInside(url);
  const headers = {
    "accept-encoding": "identity",
    "user-agent": "nomous",
    ...(offset > 0 && { range: `bytes=${offset}-`, "if-range": validator }),
  };
  const lookup = mustBePublic ? publicLookup(isPrivate, url) : undefined;
  const get = url.protocol === "https:" ? httpsGet : httpGet;
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | undefined;
    const options = { headers, signal, agent: false, timeout: stallMs, ...(lookup && { lookup }) };
    const sent = get(url, options, (begun) => {
      response = begun;
      resolve(begun);
    });
    sent.on("timeout", () => {
      (response ?? sent).destroy(new CutError(`${url.host} has been silent for ${stallMs / 1_000} s`));
    });
    sent.on("error", (error) => reject(explain(error, url)));
  });
}

/** Only addresses that a public server may send us to. */
const publicLookup =
  (isPrivate: (address: string) => boolean, url: URL): LookupFunction =>
  (hostname, options, found) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return found(error, []);
      const open = addresses.filter(({ address }) => !isPrivate(address));
      const [first] = open;
      if (first === undefined) return found(leadsInside(url), []);
      if (options.all === true) found(null, open);
      else found(null, first.address, first.family);
    });
  };

const leadsInside = (url: URL): PullError =>
  new PullError(`The server leads to ${url.host}, which is inside this machine or its network.`);

function redirectTarget({ statusCode = 0, headers: { location } }: IncomingMessage, url: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined;
  const next = URL.parse(location, url.href);
  if (next !== null && /^https?:$/.test(next.protocol)) return next;
  throw new PullError(`${url.host} leads to an address that cannot be fetched.`);
}

/** Hugging Face says with its redirect which content its storage will send. */
function linkedSha256({ "x-linked-etag": etag }: IncomingHttpHeaders): string | undefined {
  return typeof etag === "string" ? /^"?([0-9a-f]{64})"?$/.exec(etag)?.[1] : undefined;
}

function accept(
  { offset }: DownloadRequest,
  response: IncomingMessage,
  url: URL,
  sha256: string | undefined,
): Download {
  const { statusCode, headers } = response;
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers["content-range"] ?? "");
  const rangeTotal = range?.[2] === undefined ? undefined : Number(range[2]);
  if (offset > 0 && statusCode === 416) {
    response.destroy();
    return { status: rangeTotal === offset ? "complete" : "changed" };
  }
  const isPart = offset > 0 && statusCode === 206;
  if (statusCode !== 200 && !isPart) {
    response.destroy();
    throw refusal(response, url);
  }
  if (isPart && Number(range?.[1]) !== offset) {
    response.destroy();
    return { status: "changed" };
  }
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    response.destroy();
    throw new PullError(`${url.host} sends the file packed (${encoding}), although it was asked not to.`);
  }
  const length = headers["content-length"];
  return {
    status: "body",
    from: isPart ? offset : 0,
    body: response,
    totalBytes: isPart ? rangeTotal : length === undefined ? undefined : Number(length),
    validator: validatorOf(headers),
    sha256,
  };
}

/** A weak ETag does not promise the same bytes. */
const validatorOf = ({ etag, "last-modified": date }: IncomingHttpHeaders): string | undefined =>
  etag === undefined || etag.startsWith("W/") ? date : etag;

const MAX_WAIT_MS = 60_000;

function refusal({ statusCode = 0, headers }: IncomingMessage, url: URL): PullError | CutError {
  if (statusCode === 401 || statusCode === 403)
    return new PullError(
      `${url.host} does not give the file to everybody (${statusCode}).`,
      "Log in there with your browser, fetch the file, then: nomous models add FILE",
    );
  if (statusCode === 404 || statusCode === 410)
    return new PullError(`${url.host} has no such file (${statusCode}).`, "Look at the address in your browser.");
  if (statusCode === 408 || statusCode === 429 || statusCode >= 500) {
    const seconds = Number(headers["retry-after"]);
    const waitMs = seconds > 0 ? Math.min(seconds * 1_000, MAX_WAIT_MS) : undefined;
    return new CutError(`${url.host} answered with ${statusCode}`, { waitMs });
  }
  return new PullError(`${url.host} answered with ${statusCode} instead of the file.`);
}

function explain(error: NodeJS.ErrnoException, url: URL): Error {
  if (error instanceof PullError || error instanceof CutError) return error;
  const { code = "" } = error;
  const cause = { cause: error };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new CutError(`the host ${url.hostname} was not found`, { ...cause, isUnreachable: true });
  if (code === "ECONNREFUSED") return new CutError(`nothing answers at ${url.host}`, { ...cause, isUnreachable: true });
  if (/CERT|SSL|TLS|UNABLE_TO|EPROTO/.test(code))
    return new PullError(`The connection to ${url.host} cannot be trusted (${code}).`, undefined, cause);
  return new CutError(`the connection to ${url.host} was cut`, cause);
}
