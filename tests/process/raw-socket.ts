// A client that speaks the wire by hand over a real socket, and can speak it wrongly.
import { sign } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { systemRuntime } from "@nomous/client";
import {
  type ClientMessage,
  type DataFrame,
  decodeFrame,
  decodeServerMessage,
  encodeMessage,
  fromUtf8,
  ITEM,
  newTabId,
  type ServerMessage,
  signedText,
  subprotocol,
} from "@nomous/protocol";
import { WebSocket } from "ws";
import { type Key, makeKey } from "../../packages/server/src/connection/wire-peer.contract.ts";

export { type Key, makeKey };

const CREDIT = 2 ** 40;

interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface HelloOptions {
  readonly pairing?: string;
  /** What is signed in place of the bridge's own. */
  readonly origin?: string;
  readonly nonce?: string;
  readonly client?: Key["client"];
}

export class RawSocket {
  readonly web: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly frames: DataFrame[] = [];
  readonly closed: Promise<Closed>;
  readonly #url: string;
  readonly #waiting = new Set<() => void>();

  private constructor(url: string, web: WebSocket) {
    this.#url = url;
    this.web = web;
    this.closed = new Promise((resolve) => {
      web.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    web.on("error", () => undefined);
    web.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.#read(data);
      else this.#hear(data.toString());
      for (const look of this.#waiting) look();
    });
  }

  /** A socket that has its CHALLENGE. */
  static async open(url: string): Promise<RawSocket> {
    const options = { origin: url, perMessageDeflate: false };
    const raw = new RawSocket(url, new WebSocket(`${url.replace("http", "ws")}/ws`, subprotocol(1), options));
    await raw.next("CHALLENGE");
    return raw;
  }

  /** A socket that has its WELCOME. */
  static async enter(url: string, key: Key, pairing?: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.say(raw.hello(key, pairing === undefined ? {} : { pairing }));
    await raw.next("WELCOME");
    return raw;
  }

  hello(key: Key, { pairing, ...other }: HelloOptions = {}): Extract<ClientMessage, { type: "HELLO" }> {
    const [challenge] = this.all("CHALLENGE");
    const tab = newTabId(systemRuntime);
    const client = other.client ?? key.client;
    const text = signedText({ nonce: challenge?.nonce ?? "", origin: this.#url, client, tab, ...other });
    const signature = sign("sha256", Buffer.from(text), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
    return {
      type: "HELLO",
      v: 1,
      build: "test",
      client,
      tab,
      name: "bad input",
      auth: { signature: signature.toString("base64url"), publicKey: key.publicKey, ...(pairing && { pairing }) },
      caps: [],
      outboxFloor: "",
      credit: CREDIT,
    };
  }

  say(message: ClientMessage): void {
    this.web.send(encodeMessage(message));
  }

  /** The messages of this type that came. */
  all<T extends ServerMessage["type"]>(type: T): Extract<ServerMessage, { type: T }>[] {
    return this.messages.filter((message): message is Extract<ServerMessage, { type: T }> => message.type === type);
  }

  /** The first message of this type, once it is there. */
  next<T extends ServerMessage["type"]>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    return this.until(() => this.all(type)[0]);
  }

  /** What `look` finds, once it finds something. */
  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        this.#waiting.delete(again);
        resolve(found);
      };
      this.#waiting.add(again);
      again();
      void this.closed.then(({ code, reason }) => reject(new Error(`closed with ${code}: ${reason}`)));
    });
  }

  /** The items that came on a channel, in frames behind the first `after`. */
  items(channel: number, after = 0): DataFrame["items"] {
    return this.frames.slice(after).flatMap((frame) => (frame.channel === channel ? frame.items : []));
  }

  /** The text that came on a channel. */
  text(channel: number): string {
    return this.items(channel)
      .map(({ kind, data }) => (kind === ITEM.text ? fromUtf8(data) : ""))
      .join("");
  }

  async leave(): Promise<void> {
    this.web.close();
    await this.closed;
  }

  #read(bytes: Uint8Array): void {
    const decoded = decodeFrame(bytes);
    if (decoded.status !== "frame") throw new Error("the bridge sent a broken frame");
    this.frames.push(decoded.frame);
  }

  #hear(text: string): void {
    const decoded = decodeServerMessage(text);
    if (decoded.status !== "message") throw new Error(`the bridge sent what its schema does not know: ${text}`);
    this.messages.push(decoded.message);
  }
}

/** How the bridge answers an upgrade with these headers. */
export async function upgrade(
  url: string,
  headers: Readonly<Record<string, string>>,
  protocols: string | readonly string[] = subprotocol(1),
): Promise<{ status: number; body: string }> {
  const web = new WebSocket(`${url.replace("http", "ws")}/ws`, [protocols].flat(), { headers });
  web.on("error", () => undefined);
  const answer = await Promise.race([
    once(web, "unexpected-response").then(([, response]) => response as IncomingMessage),
    once(web, "open").then(() => undefined),
  ]);
  if (answer === undefined) {
    web.terminate();
    return { status: 101, body: "" };
  }
  const body = (await answer.setEncoding("utf8").toArray()).join("");
  return { status: answer.statusCode ?? 0, body };
}
