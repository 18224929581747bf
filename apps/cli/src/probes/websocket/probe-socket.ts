// One connection to a target, as all modes use it: numbered messages out, the moments of their answers in, bytes on the wire.
import type { Socket } from "node:net";
import type { Clock } from "@nomous/protocol";
import { WebSocket } from "ws";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";
import { createNumberedText } from "./numbered-text.ts";
import type { WebSocketValues } from "./websocket-probe.ts";

export interface ProbeSocket {
  /** Gives back when, by `elapsed`. */
  send(n: number): number;
  /** When the answer to message `n` came; `undefined` after the patience of the probe, or once the connection is gone. */
  answered(n: number): Promise<number | undefined>;
  /** Why the server ended the connection, or that it is silent: half a sentence. */
  trouble(): string;
  /** On the wire since the connection was opened, in each direction, with the headers of frames. */
  bytes(): { readonly sent: number; readonly received: number };
  /** Drops the connection without a goodbye, with what is under way. */
  cut(): void;
}

/** `heard` is told every answer when it comes. Rejects with a `CliError` when there is no WebSocket at the address. */
export async function openProbeSocket(
  values: WebSocketValues,
  clock: Clock,
  heard: (n: number) => void = () => undefined,
): Promise<ProbeSocket> {
  const { message, answer, size, timeout } = values;
  const text = createNumberedText(message, answer, size);
  const socket = createSocket(values);
  const waiting = new Map<number, (atMs: number | undefined) => void>();
  let closed: string | undefined;
  // What a server says first may come together with its consent, so somebody has to listen before.
  socket.on("message", (data: Buffer) => {
    const atMs = clock.elapsed();
    const n = text.read(data.toString("utf8"));
    if (n === undefined) return;
    waiting.get(n)?.(atMs);
    heard(n);
  });
  socket.on("error", (error) => (closed ??= troubleOf(error)));
  socket.on("close", (code, reason) => {
    closed ??= `it closed the connection with ${code}${reason.length === 0 ? "" : ` (${reason.toString("utf8")})`}`;
    for (const end of waiting.values()) end(undefined);
  });
  const stream = await opened(socket, values);
  return {
    send(n) {
      const atMs = clock.elapsed();
      socket.send(text.write(n));
      return atMs;
    },
    async answered(n) {
      if (closed !== undefined) return undefined;
      const { promise, resolve } = Promise.withResolvers<number | undefined>();
      waiting.set(n, resolve);
      const stopTimer = clock.after(timeout, () => resolve(undefined));
      const atMs = await promise;
      stopTimer();
      waiting.delete(n);
      return atMs;
    },
    trouble: () => closed ?? `no answer came within ${timeout} ms`,
    bytes: () => ({ sent: stream.bytesWritten, received: stream.bytesRead }),
    cut: () => socket.terminate(),
  };
}

function createSocket({ url, protocol, compression, timeout }: WebSocketValues): WebSocket {
  if (!/^wss?:\/\//.test(url) || !URL.canParse(url))
    throw new CliError(EXIT.usage, `--url is "${url}": it has to begin with ws:// or wss://.`);
  return new WebSocket(url, protocol === "" ? [] : [protocol], {
    perMessageDeflate: compression ? { threshold: 0 } : false,
    handshakeTimeout: timeout,
  });
}

/** The stream below the socket, which counts its bytes. */
function opened(socket: WebSocket, { url, compression }: WebSocketValues): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let stream: Socket | undefined;
    socket.on("upgrade", (response) => (stream = response.socket));
    socket.once("error", (error) =>
      reject(deadTarget(`${url} opens no WebSocket, ${troubleOf(error)}`, "start the server or correct --url", error)),
    );
    socket.once("open", () => {
      if (stream !== undefined && (!compression || socket.extensions !== "")) return resolve(stream);
      socket.terminate();
      reject(deadTarget(`${url} offers no permessage-deflate`, "leave --compression out or allow it in the server"));
    });
  });
}
