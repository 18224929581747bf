// A participant at our bridge: the SDK, with its storage in memory.
import {
  type Client,
  type ConnectSocket,
  createClient,
  createMemoryKeys,
  createMemoryStorage,
  systemRuntime,
} from "@nomous/client";
import { ByteReader } from "@nomous/protocol";
import { type Address, type Participant, type Replica, until } from "./participant.ts";
import { createWire, type WireBytes } from "./wire.ts";

export async function joinNomous({ url, secret }: Address): Promise<Participant> {
  const wire = createWire();
  const line = { isUp: true };
  const presence = new PresenceBytes();
  const client = await createClient({
    url,
    runtime: systemRuntime,
    connect: connectBy(wire.WebSocket, line, presence),
    keys: await createMemoryKeys(),
    storage: createMemoryStorage(),
    build: "bench",
    name: "bench",
    pairing: secret,
  });
  const isOnline = (): boolean => client.connection.current().status === "online";
  // What had passed when the bridge let the client in.
  let before: WireBytes = wire.bytes();
  let handshake: WireBytes = before;
  client.connection.subscribe(() => {
    const now = wire.bytes();
    if (isOnline() && handshake === before)
      handshake = { sent: now.sent - before.sent, received: now.received - before.received };
  });
  await until(isOnline);
  return {
    open: (document, readable) => openDocument(client, `${document}.md`, readable),
    async setOnline(isNow) {
      line.isUp = isNow;
      before = wire.bytes();
      handshake = before;
      if (isNow) client.retry();
      else {
        wire.cut();
        await until(() => !isOnline());
      }
    },
    bytes: () => wire.bytes(),
    handshakeBytes: () => handshake,
    presenceBytes: () => presence.bytes,
    close: () => client.close(),
  };
}

async function openDocument(client: Client, path: string, readable?: () => void): Promise<Replica> {
  const document = await client.openDocument(path);
  // It is kept up to date while somebody looks.
  const hasText = (): boolean => document.view.current().text !== "";
  const stop = document.view.subscribe(() => {
    if (hasText()) readable?.();
  });
  await until(() => document.view.current().status === "live" && document.view.current().doc !== undefined);
  document.view.subscribe(() => undefined);
  stop();
  return {
    text() {
      const { doc } = document.view.current();
      if (doc === undefined) throw new Error(`${path} is not here`);
      return doc.getText("text");
    },
    saved: () => document.saved(),
  };
}

/** Sockets of `WebSocket`; while the line is down none opens. */
const connectBy =
  (
    WebSocket: ReturnType<typeof createWire>["WebSocket"],
    line: { readonly isUp: boolean },
    presence: PresenceBytes,
  ): ConnectSocket =>
  (url, subprotocol, events) => {
    if (!line.isUp) {
      setImmediate(() => events.closed(1006));
      return { send: () => undefined, close: () => undefined };
    }
    const socket = new WebSocket(url, subprotocol, { origin: new URL(url).origin.replace("ws:", "http:") });
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      presence.see(data, isBinary);
      if (isBinary) events.binary(data);
      else events.text(data.toString());
    });
    socket.on("close", (code) => events.closed(code));
    return {
      send: (frame) => {
        presence.see(Buffer.from(frame), false);
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: (code, reason) => socket.close(code, reason),
    };
  };

/** What passes to say who is at a document and how its file stands, without the heads of WebSocket frames. */
class PresenceBytes {
  bytes = 0;
  readonly #channels = new Set<number>();

  see(data: Buffer, isBinary: boolean): void {
    if (isBinary ? this.#channels.has(channelOf(data)) : this.#isAbout(data.toString())) this.bytes += data.length;
  }

  #isAbout(text: string): boolean {
    const channel = Number(/"channel":(\d+)/.exec(text)?.[1]);
    // Each connection numbers them anew.
    if (text.startsWith('{"type":"SUBBED"')) this.#channels[text.includes('"sid":"room/') ? "add" : "delete"](channel);
    return text.startsWith('{"type":"PRESENT"') || this.#channels.has(channel);
  }
}

function channelOf(frame: Buffer): number {
  const reader = new ByteReader(frame);
  reader.offset = 2;
  return reader.varuint();
}
