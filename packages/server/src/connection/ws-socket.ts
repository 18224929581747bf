// A socket of `ws` behind the port. Frames are written past `ws`, straight to the TCP socket: those with items are framed
// once for all sockets. That is safe because frames of a server carry no mask and `ws`, without compression, hands each of
// its own frames over whole and at once. What is written in one turn of the event loop goes out together at its end.
import type { Socket } from "node:net";
import { LIMITS } from "@nomous/protocol";
import { WebSocket, type RawData } from "ws";
import type { ServerSocket, SharedFrame, SocketListener } from "./socket.ts";

const TEXT = 0x81;
const BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** The WebSocket frame (RFC 6455, 5.2) around a payload that many share, made once. */
const frameOf = (shared: SharedFrame): Uint8Array => (shared.wire ??= binaryFrame(shared.bytes));

function binaryFrame(bytes: Uint8Array): Buffer {
  const { length } = bytes;
  const frame = startFrame(BINARY, length);
  frame.set(bytes, frame.length - length);
  return frame;
}

function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = startFrame(TEXT, length);
  frame.write(text, frame.length - length);
  return frame;
}

/** A frame whose payload, its last `length` bytes, is still to be filled in. */
function startFrame(type: number, length: number): Buffer {
  const headBytes = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + length);
  frame[0] = type;
  if (headBytes === 2) frame[1] = length;
  else if (headBytes === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  return frame;
}

/** The sockets that something was written to in this turn of the event loop. */
let written: WsSocket[] = [];

function endTurn(): void {
  const sockets = written;
  written = [];
  for (const socket of sockets) socket.send();
}

/** Above this, copying frames into one piece costs more than what it saves. */
const MOST_COPIED_BYTES = 16 * 1024;

/** What `ws` itself closes with for broken frames, in the words of our protocol (rules E1, E2). */
const OUR_CODES: Partial<Record<number, number>> = { 1002: 4400, 1007: 4400, 1009: 4413 };

export class WsSocket implements ServerSocket {
  readonly #web: WebSocket;
  readonly #tcp: Socket;
  readonly #listener: SocketListener;
  /** What was written in this turn. */
  #frames: Uint8Array[] = [];

  /** `accept` makes the listener; it may send at once. */
  constructor(web: WebSocket, tcp: Socket, accept: (socket: ServerSocket) => SocketListener) {
    this.#web = web;
    this.#tcp = tcp;
    sockets.set(web, this);
    web.close = closeInOurWords;
    web.on("message", onMessage);
    web.on("error", ignore);
    web.on("close", onClose);
    this.#listener = accept(this);
  }

  get bufferedBytes(): number {
    return this.#tcp.writableLength;
  }

  sendText(text: string): void {
    if (this.#web.readyState === WebSocket.OPEN) this.#write(textFrame(text));
  }

  sendFrames(frames: readonly SharedFrame[]): void {
    if (this.#web.readyState !== WebSocket.OPEN) return;
    for (const frame of frames) this.#write(frameOf(frame));
  }

  close(code: number, reason: string): void {
    this.send();
    this.#web.close(code, reason);
  }

  terminate(): void {
    this.#web.terminate();
  }

  received(data: RawData, isBinary: boolean): void {
    const bytes = data as Buffer;
    if (isBinary) this.#listener.binary(bytes);
    else this.#listener.text(bytes.toString("utf8"));
  }

  closed(code: number): void {
    this.#listener.closed(code);
  }

  /** Hands over what was written in this turn. */
  send(): void {
    const frames = this.#frames;
    const [only] = frames;
    if (only === undefined) return;
    this.#frames = [];
    if (frames.length === 1) this.#tcp.write(only, this.#sent);
    else if (sizeOf(frames) <= MOST_COPIED_BYTES) this.#tcp.write(Buffer.concat(frames), this.#sent);
    else {
      this.#tcp.cork();
      for (const frame of frames) this.#tcp.write(frame, this.#sent);
      this.#tcp.uncork();
    }
  }

  readonly #sent = (): void => this.#listener.drained();

  #write(frame: Uint8Array): void {
    this.#frames.push(frame);
    if (this.#frames.length > 1) return;
    written.push(this);
    if (written.length === 1) process.nextTick(endTurn);
  }
}

const sizeOf = (frames: readonly Uint8Array[]): number => frames.reduce((sum, { length }) => sum + length, 0);

// One function for all sockets instead of three closures in each.
const sockets = new WeakMap<WebSocket, WsSocket>();

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  sockets.get(this)?.received(data, isBinary);
}

function onClose(this: WebSocket, code: number): void {
  sockets.get(this)?.closed(code);
}

/** The close that follows says what there is to say. */
function ignore(): void {}

function closeInOurWords(this: WebSocket, code?: number, reason?: string | Buffer): void {
  WebSocket.prototype.close.call(this, code === undefined ? code : (OUR_CODES[code] ?? code), reason);
}

/** Options of `ws` that this adapter relies on. */
export const WS_OPTIONS = {
  noServer: true,
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: LIMITS.frameBytes,
} as const;
