// Participants at the two usual servers of Yjs.
import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";
import { WebsocketProvider } from "y-websocket";
import { Doc } from "yjs";
import { type Address, type Participant, type Replica, until } from "./participant.ts";
import { createWire } from "./wire.ts";

const NAME = "text";
const NOTHING = { sent: 0, received: 0 };

/** One socket for all documents. */
export function joinHocuspocus({ url }: Address, isOnline: boolean): Promise<Participant> {
  const wire = createWire();
  const socket = new HocuspocusProviderWebsocket({
    url: url.replace("http:", "ws:"),
    WebSocketPolyfill: wire.WebSocket,
    autoConnect: isOnline,
  });
  const providers: HocuspocusProvider[] = [];
  let isConnected = isOnline;
  return Promise.resolve({
    async open(document): Promise<Replica> {
      const doc = new Doc();
      const provider = new HocuspocusProvider({ websocketProvider: socket, name: document, document: doc });
      providers.push(provider);
      // One that is attached while it is offline keeps each edit as a message of its own, and sends them all.
      if (isConnected) {
        provider.attach();
        await until(() => provider.synced);
      }
      return {
        text: () => doc.getText(NAME),
        saved: () => until(() => provider.synced && !provider.hasUnsyncedChanges),
      };
    },
    async setOnline(isNow) {
      isConnected = isNow;
      if (isNow) {
        for (const provider of providers) if (!provider.isAttached) provider.attach();
        void socket.connect();
      } else {
        socket.disconnect();
        await until(() => socket.status === WebSocketStatus.Disconnected);
      }
    },
    bytes: () => wire.bytes(),
    handshakeBytes: () => NOTHING,
    presenceBytes: () => 0,
    async close() {
      for (const provider of providers) provider.destroy();
      socket.destroy();
      wire.cut();
    },
  });
}

/** One socket for each document. */
export function joinYWebsocket({ url }: Address, isOnline: boolean): Promise<Participant> {
  const wire = createWire();
  const providers: WebsocketProvider[] = [];
  let isConnected = isOnline;
  return Promise.resolve({
    async open(document): Promise<Replica> {
      const doc = new Doc();
      const provider = new WebsocketProvider(url.replace("http:", "ws:"), document, doc, {
        connect: isConnected,
        disableBc: true,
        WebSocketPolyfill: wire.WebSocket as never,
      });
      providers.push(provider);
      if (isConnected) await until(() => provider.synced);
      // It tells no client that an edit has arrived.
      return { text: () => doc.getText(NAME), saved: () => until(() => provider.synced) };
    },
    async setOnline(isNow) {
      isConnected = isNow;
      for (const provider of providers) {
        if (isNow) provider.connect();
        else provider.disconnect();
      }
    },
    bytes: () => wire.bytes(),
    handshakeBytes: () => NOTHING,
    presenceBytes: () => 0,
    async close() {
      for (const provider of providers) provider.destroy();
      wire.cut();
    },
  });
}
