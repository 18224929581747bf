// A server of one file that misbehaves on purpose: each request is answered by the next behaviour, the last one repeats.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface FileServer {
  readonly url: string;
  /** `Range` of every request so far; `undefined` for the whole file. */
  readonly ranges: (string | undefined)[];
  close(): Promise<void>;
}

export async function startFileServer(...behaviours: readonly [Behaviour, ...Behaviour[]]): Promise<FileServer> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const behaviour = behaviours[Math.min(ranges.length, behaviours.length - 1)] ?? behaviours[0];
    ranges.push(request.headers.range);
    behaviour(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/org/repo/resolve/main/tiny.gguf`,
    ranges,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

interface Sent {
  readonly etag?: string;
  /** The connection is cut after this many bytes of the body … */
  readonly cutAfter?: number;
  /** … and not before this is true. */
  readonly isTimeToCut?: () => boolean;
  /** Nothing more comes after this many bytes, but the connection stays. */
  readonly stallAfter?: number;
  /** Instead of the truth. */
  readonly length?: number;
  readonly ignoresRange?: boolean;
  readonly headers?: Record<string, string>;
}

/** Sends the file as a good server does, but for what is said. */
export function send(file: Buffer, { etag = '"v1"', ignoresRange = false, ...sent }: Sent = {}): Behaviour {
  return ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    const isPart = from > 0 && !ignoresRange && headers["if-range"] === etag;
    if (isPart && from >= file.length) {
      response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
      return;
    }
    const body = isPart ? file.subarray(from) : file;
    response.writeHead(isPart ? 206 : 200, {
      "content-length": sent.length ?? body.length,
      ...(etag === "" ? {} : { etag }),
      ...(isPart && { "content-range": `bytes ${from}-${file.length - 1}/${file.length}` }),
      ...sent.headers,
    });
    const cut = sent.cutAfter ?? sent.stallAfter;
    if (cut === undefined) response.end(body);
    else
      response.write(body.subarray(0, cut), () => {
        if (sent.cutAfter !== undefined) cutWhen(response, sent.isTimeToCut);
      });
  };
}

function cutWhen(response: ServerResponse, isTime: () => boolean = () => true): void {
  if (isTime()) response.socket?.end();
  else setImmediate(() => cutWhen(response, isTime));
}

export const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(code, headers).end();
