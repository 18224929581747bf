// A client that only counts: handshake, SUB, CREDIT, and the heads of frames. Cheap, so that the bridge is measured and not this.
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import {
  ByteReader,
  decodeServerMessage,
  encodeMessage,
  LIMITS,
  newTabId,
  signedText,
  subprotocol,
} from "@nomous/protocol";
import type { ClientId, ClientMessage, Runtime, ServerMessage, StreamId } from "@nomous/protocol";
import { WebSocket } from "ws";

interface Key {
  readonly client: ClientId;
  readonly publicKey: string;
  sign(text: string): string;
}

/** A key pair as the handshake wants it. */
export function makeKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-65);
  return {
    client: createHash("sha256").update(raw).digest("base64url").slice(0, 22) as ClientId,
    publicKey: raw.toString("base64url"),
    sign: (text) =>
      sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url"),
  };
}

export interface RawClient {
  readonly socket: WebSocket;
  send(message: ClientMessage): void;
  /** Called with every text message after WELCOME. */
  onMessage: (message: ServerMessage) => void;
  /** When set, takes text messages undecoded: an echo's client decodes nothing either. */
  onText: (() => void) | undefined;
  /** Called with the last seq and the number of items of every binary frame. */
  onItems: (lastSeq: number, count: number) => void;
  subscribe(sid: StreamId): void;
}

/** Connects and resolves at WELCOME. */
export function connectRaw(url: string, runtime: Runtime, key: Key, pairing?: string): Promise<RawClient> {
  const origin = new URL(url).origin.replace("ws:", "http:");
  const socket = new WebSocket(`${url.replace("http:", "ws:")}/ws`, subprotocol(1), {
    origin,
    perMessageDeflate: false,
  });
  const tab = newTabId(runtime);
  const client: RawClient = {
    socket,
    send: (message) => socket.send(encodeMessage(message)),
    onMessage: () => undefined,
    onText: undefined,
    onItems: () => undefined,
    subscribe: (sid) =>
      client.send({ type: "SUB", subs: [{ ref: 1, sid, from: "start", credit: LIMITS.channelCredit }] }),
  };
  const hello = (nonce: string): ClientMessage => ({
    type: "HELLO",
    v: 1,
    build: "bench",
    client: key.client,
    tab,
    name: "bench",
    auth: {
      signature: key.sign(signedText({ nonce, origin, client: key.client, tab })),
      publicKey: key.publicKey,
      ...(pairing === undefined ? {} : { pairing }),
    },
    caps: [],
    outboxFloor: "",
    credit: LIMITS.connectionCredit,
  });
  return new Promise((resolve, reject) => {
    const unspent = { bytes: 0 };
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`closed ${code}`)));
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) return readFrame(client, data, unspent);
      if (client.onText !== undefined) return client.onText();
      const decoded = decodeServerMessage(data.toString());
      if (decoded.status !== "message") return;
      const { message } = decoded;
      if (message.type === "CHALLENGE") client.send(hello(message.nonce));
      else if (message.type === "WELCOME") resolve(client);
      else client.onMessage(message);
    });
  });
}

function readFrame(client: RawClient, data: Buffer, unspent: { bytes: number }): void {
  const reader = new ByteReader(data);
  reader.offset = 2;
  const channel = reader.varuint();
  const firstSeq = reader.varuint();
  const count = reader.varuint();
  const applied = firstSeq + count - 1;
  unspent.bytes += data.length;
  if (unspent.bytes >= LIMITS.channelCredit / 2) {
    client.send({ type: "CREDIT", channel, bytes: unspent.bytes, applied });
    unspent.bytes = 0;
  }
  client.onItems(applied, count);
}
