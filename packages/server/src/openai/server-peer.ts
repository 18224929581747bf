// One model server as it is asked over HTTP. Nothing but the address's own origin is contacted: redirects are not followed,
// no proxy is used, and a key goes nowhere else. Every wait and every body has a bound.
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { AnyJson, type Clock, decodeJson } from "@nomous/protocol";
import type { ServerAddress } from "../model/model-server.ts";
import { connectionFailure } from "./connection-failure.ts";
import { saidBy, ServerFailure } from "./server-failure.ts";
import { statusFailure } from "./status-failure.ts";

export interface PeerParts {
  readonly clock: Clock;
  /** Keys are read from it when they are sent. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly address: ServerAddress;
  /** What to do when it does not answer, a sentence. */
  readonly start: string;
}

export interface Ask {
  /** Beside the API's base when it begins with a slash: `models`, `/api/tags`. */
  readonly path: string;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown;
  /** For a whole JSON answer, or for the first byte of a stream. */
  readonly patienceMs: number;
  /** Between two bytes of a stream. */
  readonly silenceMs?: number;
  readonly signal?: AbortSignal;
  readonly model?: { readonly name: string; readonly fetch: string };
}

const MAX_JSON_BYTES = 32 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
/** Of an error's body. */
const ERROR_PATIENCE_MS = 2_000;

export class ServerPeer {
  readonly #parts: PeerParts;

  constructor(parts: PeerParts) {
    this.#parts = parts;
  }

  /** Parsed body of a 200. Throws a `ServerFailure`, or anything once the signal has fired. */
  async json(ask: Ask, maxBytes = MAX_JSON_BYTES): Promise<unknown> {
    const wait = this.#within(ask.patienceMs);
    const response = await this.#open(ask, "application/json", wait);
    const text = await this.#text(response, wait, maxBytes);
    const value = decodeJson(AnyJson, text);
    if (value !== undefined) return value;
    throw new ServerFailure({ reason: "sent something that is not JSON", remedy: "Check its address." });
  }

  /** Bytes of a 200 that is a stream of events. Throws as `json` does; ending early closes the connection. */
  async *events(ask: Ask): AsyncGenerator<Uint8Array> {
    const wait = this.#within(ask.patienceMs);
    const response = await this.#open(ask, "text/event-stream", wait);
    const type = response.headers["content-type"] ?? "nothing";
    if (type.startsWith("text/event-stream")) {
      yield* this.#bytes(response, wait, silence(ask.silenceMs ?? ask.patienceMs));
      return;
    }
    // Some servers answer 200 to what they do not understand, and say so in the body.
    const said = await this.#said(response);
    const reason = `answered with ${type.slice(0, 60)} where a stream of events was expected`;
    throw new ServerFailure({ reason, remedy: "Check its address, and that the model is one for chats.", said });
  }

  /** The response to a request, when it is a 200. */
  async #open(ask: Ask, accept: string, wait: Wait): Promise<IncomingMessage> {
    const response = await this.#send(ask, accept, wait);
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    throw statusFailure({
      status,
      said: await this.#said(response),
      location: response.headers.location,
      url: this.#urlOf(ask.path).href,
      keyVariable: this.#parts.address.keyVariable,
      ...(ask.model !== undefined && { model: ask.model }),
    });
  }

  async #send(ask: Ask, accept: string, wait: Wait): Promise<IncomingMessage> {
    const { clock, start } = this.#parts;
    try {
      return await new Promise((resolve, reject) => {
        const request = this.#request(ask, accept);
        const stopTimer = clock.after(wait.ms(), () => request.destroy(wait.failure));
        request.on("close", stopTimer).on("error", reject);
        request.on("response", (response) => {
          stopTimer();
          resolve(response);
        });
      });
    } catch (error) {
      throw connectionFailure(error, start);
    }
  }

  #request({ path, body, signal }: Ask, accept: string): ClientRequest {
    const url = this.#urlOf(path);
    const headers = { ...this.#authorization(), accept, "user-agent": "nomous" };
    // A connection of its own, without the environment's proxy.
    const options = { agent: false, ...(signal !== undefined && { signal }) };
    const open = url.protocol === "https:" ? requestHttps : requestHttp;
    if (body === undefined) return open(url, { ...options, headers }).end();
    const bytes = Buffer.from(JSON.stringify(body));
    const type = { "content-type": "application/json", "content-length": bytes.length };
    return open(url, { ...options, method: "POST", headers: { ...headers, ...type } }).end(bytes);
  }

  #urlOf(path: string): URL {
    const { url } = this.#parts.address;
    return new URL(path.startsWith("/") ? `${url.replace(/\/v1$/, "")}${path}` : `${url}/${path}`);
  }

  #authorization(): Readonly<Record<string, string>> {
    const { env, address } = this.#parts;
    if (address.keyVariable === undefined) return {};
    const key = env[address.keyVariable]?.trim() ?? "";
    if (key !== "") return { authorization: `Bearer ${key}` };
    const reason = `needs the key in ${address.keyVariable}, which is not set`;
    throw new ServerFailure({ reason, remedy: `Set ${address.keyVariable} and start Nomous again.` });
  }

  /** Reads no faster than it is asked to; while nobody asks, no time runs. */
  async *#bytes(response: IncomingMessage, first: Wait, others = first): AsyncGenerator<Uint8Array> {
    let wait = first;
    const chunks: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { ms, failure } = wait;
        const stopTimer = this.#parts.clock.after(ms(), () => response.destroy(failure));
        const next = await chunks.next().finally(stopTimer);
        if (next.done === true) return;
        yield next.value;
        wait = others;
      }
    } catch (error) {
      throw error instanceof ServerFailure ? error : brokenOff(error);
    } finally {
      response.destroy();
    }
  }

  async #text(response: IncomingMessage, wait: Wait, maxBytes: number): Promise<string> {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of this.#bytes(response, wait)) {
      bytes += part.length;
      if (bytes > maxBytes)
        throw new ServerFailure({ reason: "sent more than a model server sends", remedy: "Check its address." });
      parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
  }

  /** The server's own words about what went wrong, without the key. */
  async #said(response: IncomingMessage): Promise<string | undefined> {
    const { env, address } = this.#parts;
    const body = await this.#text(response, this.#within(ERROR_PATIENCE_MS), MAX_ERROR_BYTES).catch(() => "");
    const key = env[address.keyVariable ?? ""]?.trim() ?? "";
    return saidBy(key === "" ? body : body.replaceAll(key, "…"));
  }

  /** Until `ms` from now. */
  #within(ms: number): Wait {
    const { clock } = this.#parts;
    const deadlineMs = clock.elapsed() + ms;
    return {
      ms: () => Math.max(0, deadlineMs - clock.elapsed()),
      failure: late(`gave no answer within ${inWords(ms)}`),
    };
  }
}

/** How long is waited from now on, and what it means when nothing comes. */
interface Wait {
  readonly ms: () => number;
  readonly failure: ServerFailure;
}

const silence = (ms: number): Wait => ({ ms: () => ms, failure: late(`was silent for ${inWords(ms)}`) });

const late = (reason: string): ServerFailure =>
  new ServerFailure({ reason, remedy: "See whether it still runs, then ask again." });

const inWords = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} s`);

/** The connection ended, in good order or not, before the answer did. */
export const brokenOff = (cause?: unknown): ServerFailure =>
  new ServerFailure(
    { reason: "ended in the middle of the answer", remedy: "What came before is kept. Ask again." },
    { cause },
  );
