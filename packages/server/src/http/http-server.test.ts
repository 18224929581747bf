import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get as httpGet, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS, SUBPROTOCOL } from "@nomous/protocol";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { ServerSocket, SharedFrame, SocketListener } from "../connection/socket.ts";
import { createApp, type Health } from "./app.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { securityHeaders } from "./security-headers.ts";
import { readWebBuild } from "./web-files.ts";

const health: Health = { status: "ok", store: "s", build: "1", pid: 1, workspace: "w", uptimeMs: 1 };

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let directory = "";
let server: HttpServer;
let accepted: { socket: ServerSocket; texts: string[]; binary: Uint8Array[]; closed: number[]; drained: number }[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "nomous-web-"));
  await mkdir(join(directory, "web/assets"), { recursive: true });
  await writeFile(join(directory, "secret.txt"), "outside");
  await writeFile(join(directory, "web/index.html"), '<meta content="__STYLE_NONCE__">');
  await writeFile(join(directory, "web/assets/app-1a2b.js"), "let x");
  await writeFile(join(directory, "web/service-worker.js"), "let y");
  await writeFile(join(directory, "web/leave.html"), "<p>leaving");
  accepted = [];
  server = await start(join(directory, "web"));
});

afterEach(async () => {
  for (const { socket } of accepted) socket.terminate();
  await server.close();
  await rm(directory, { recursive: true });
});

function accept(socket: ServerSocket): SocketListener {
  const one = { socket, texts: [] as string[], binary: [] as Uint8Array[], closed: [] as number[], drained: 0 };
  accepted.push(one);
  return {
    text: (text) => void one.texts.push(text),
    binary: (bytes) => void one.binary.push(bytes),
    closed: (code) => void one.closed.push(code),
    drained: () => void (one.drained += 1),
  };
}

function start(webRoot: string | undefined): Promise<HttpServer> {
  const app = createApp({ webRoot, styleNonce: "N0NCE", registry: new Registry(), health: () => health });
  return startHttpServer({ app, headers: securityHeaders("N0NCE"), accept }, 0);
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; port?: number } = {},
): Promise<Answer> {
  const { method = "GET", headers = {}, port = server.port } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part: string) => (body += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on("error", reject).end();
  });
}

/** The HTTP status that an upgrade gets, or 101. */
function upgrade(headers: Record<string, string>, path = "/ws"): Promise<number> {
  return new Promise((resolve, reject) => {
    const protocol = headers["sec-websocket-protocol"] ?? SUBPROTOCOL;
    const base = {
      connection: "upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const asked = httpGet({
      host: "127.0.0.1",
      port: server.port,
      path,
      headers: { ...base, ...headers, ...(protocol !== "" && { "sec-websocket-protocol": protocol }) },
    });
    asked.on("response", (response) => {
      expect(response.headers["content-security-policy"]).toBeDefined();
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on("error", reject);
  });
}

function firstAccepted(): (typeof accepted)[number] {
  const [first] = accepted;
  if (first === undefined) throw new Error("nobody was accepted");
  return first;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !isTrue(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
}

function open(): Promise<WebSocket> {
  const web = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, SUBPROTOCOL, { origin: server.origin });
  web.on("error", () => undefined);
  return new Promise((resolve) => web.on("open", () => resolve(web)));
}

describe("guard", () => {
  it("[H1] a wrong Host is refused, on requests and on upgrades", async () => {
    const foreign = [
      "evil.example",
      `evil.example:${server.port}`,
      "127.0.0.1",
      "127.0.0.1:1",
      `[::1]:${server.port}`,
      `127.0.0.1:${server.port}.evil.example`,
    ];
    for (const host of foreign) {
      expect([host, (await ask("/healthz", { headers: { host } })).status]).toEqual([host, 421]);
      expect([host, await upgrade({ host })]).toEqual([host, 421]);
    }
    expect(await upgrade({ host: `localhost:${server.port}` })).toBe(421);
    expect(await upgrade({})).toBe(101);
  });

  it("[H2] a foreign Origin is refused, `null` included", async () => {
    for (const origin of [
      "http://evil.example",
      "null",
      `https://127.0.0.1:${server.port}`,
      "http://127.0.0.1",
      `http://localhost:${server.port}`,
    ]) {
      expect([origin, (await ask("/healthz", { headers: { origin } })).status]).toEqual([origin, 403]);
      expect([origin, await upgrade({ origin })]).toEqual([origin, 403]);
    }
    expect((await ask("/healthz", { headers: { origin: server.origin } })).status).toBe(200);
    expect(await upgrade({ origin: server.origin })).toBe(101);
  });

  it("[H3] an upgrade without our subprotocol, or elsewhere, is refused", async () => {
    expect(await upgrade({ "sec-websocket-protocol": "" })).toBe(400);
    expect(await upgrade({ "sec-websocket-protocol": "nomous.v9" })).toBe(400);
    expect(await upgrade({ "sec-websocket-protocol": `nomous.v9, ${SUBPROTOCOL}` })).toBe(101);
    expect(await upgrade({}, "/other")).toBe(404);
    expect(await upgrade({}, "/ws?token=x")).toBe(404);
    expect(accepted.length).toBeLessThanOrEqual(1);
  });

  it("localhost is sent to the canonical origin", async () => {
    const answer = await ask("/chat?x=1", { headers: { host: `localhost:${server.port}` } });
    expect([answer.status, answer.headers.location]).toEqual([308, `${server.origin}/chat?x=1`]);
  });

  it("only GET and HEAD are answered", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await ask("/healthz", { method });
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, "GET, HEAD"]);
    }
    expect(await ask("/healthz", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });
});

describe("pages", () => {
  it("every answer carries the policy", async () => {
    const answers = await Promise.all([
      ask("/"),
      ask("/healthz"),
      ask("/metrics"),
      ask("/none.js"),
      ask("/", { method: "POST" }),
      ask("/", { headers: { host: "evil.example" } }),
      ask("/", { headers: { host: `localhost:${server.port}` } }),
    ]);
    for (const { headers } of answers) {
      expect(headers["content-security-policy"]).toBe(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self' 'nonce-N0NCE'; " +
          "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    }
  });

  it("the page that draws diagrams may write styles and ask nobody, and only our own page may hold it", async () => {
    await writeFile(join(directory, "web/diagram.html"), "<!doctype html>");
    const { status, headers } = await ask("/diagram.html");
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'self'",
    );
    expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
  });

  it("the page has the nonce, is never kept, and stands for every screen", async () => {
    for (const path of ["/", "/index.html", "/conversation/0190", "/a%20b", "/file/docs/a.md"]) {
      const { status, headers, body } = await ask(path);
      expect([path, status, headers["cache-control"], body]).toEqual([path, 200, "no-store", '<meta content="N0NCE">']);
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    }
  });

  it("the way out of a broken version is a page of its own, under the policy, that is asked for each time", async () => {
    const { status, headers, body } = await ask("/leave");
    expect([status, body, headers["cache-control"]]).toEqual([200, "<p>leaving", "no-cache"]);
    expect(headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
  });

  it("the service worker is a script of this origin, asked for each time, and may keep the whole app", async () => {
    const { headers } = await ask("/service-worker.js");
    expect(headers).toMatchObject({ "cache-control": "no-cache", "content-type": "text/javascript; charset=utf-8" });
    expect(headers["content-security-policy"]).toContain("worker-src 'self'");
    // It stands at the root, so its scope is everything without a further word.
    expect(headers["service-worker-allowed"]).toBeUndefined();
  });

  it("which build is served is the first line beside it, and nothing else is taken for one", async () => {
    const root = join(directory, "web");
    expect(await readWebBuild(undefined)).toBeUndefined();
    expect(await readWebBuild(root)).toBeUndefined();
    await writeFile(join(root, "shell.txt"), "0.1.0+3f2a9c04d1b7\n/assets/app-1a2b.js\n");
    expect(await readWebBuild(root)).toBe("0.1.0+3f2a9c04d1b7");
    for (const bad of ["", "\n/a.js", "<html>", "x".repeat(101)]) {
      await writeFile(join(root, "shell.txt"), bad);
      expect(await readWebBuild(root)).toBeUndefined();
    }
  });

  it("hashed files are kept for ever, others are asked for again, and nothing outside is given", async () => {
    expect((await ask("/assets/app-1a2b.js")).headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect((await ask("/service-worker.js")).headers["cache-control"]).toBe("no-cache");
    for (const path of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%5c..%5csecret.txt",
      "/%00.js",
      "/%.js",
      "/assets/none.js",
    ]) {
      const { status, body } = await ask(path);
      expect([path, status >= 400, body.includes("outside")]).toEqual([path, true, false]);
    }
  });

  it("without a built app the page says what to do, and health is still told", async () => {
    const bare = await start(undefined);
    const page = await ask("/", { port: bare.port });
    expect([page.status, page.body]).toEqual([503, expect.stringContaining("npm start")]);
    expect(await ask("/healthz", { port: bare.port })).toMatchObject({ status: 200, body: JSON.stringify(health) });
    await bare.close();
  });

  it("a port that is taken is an error that says so", async () => {
    const app = createApp({ webRoot: undefined, styleNonce: "", registry: new Registry(), health: () => health });
    const parts = { app, headers: {}, accept: () => ({}) as SocketListener };
    await expect(startHttpServer(parts, server.port)).rejects.toMatchObject({ code: "port-in-use" });
  });
});

describe("sockets", () => {
  it("text and frames of every size arrive whole and in order", async () => {
    const web = await open();
    const got: (string | number)[] = [];
    web.on("message", (data: Buffer, isBinary) => got.push(isBinary ? data.length : data.toString()));
    const { socket } = firstAccepted();
    const sizes = [1, 125, 126, 65_535, 65_536, 300_000];
    const frames: SharedFrame[] = sizes.map((size) => ({ bytes: new Uint8Array(size).fill(7) }));
    socket.sendText("before");
    socket.sendFrames(frames);
    socket.sendText("after");
    socket.sendFrames(frames.slice(0, 1));
    await until(() => got.length === 9);
    expect(got).toEqual(["before", ...sizes, "after", 1]);
    await until(() => socket.bufferedBytes === 0 && (accepted[0]?.drained ?? 0) > 0);
    web.terminate();
  });

  it("[E2] a frame above 1 MiB closes with 4413, one of exactly 1 MiB does not", async () => {
    const web = await open();
    const code = new Promise<number>((resolve) => web.on("close", resolve));
    web.send("x".repeat(LIMITS.frameBytes));
    await until(() => accepted[0]?.texts.length === 1);
    web.send("x".repeat(LIMITS.frameBytes + 1));
    expect(await code).toBe(4413);
  });

  it("[E1] bytes that are no WebSocket frame, and text that is no UTF-8, close with 4400", async () => {
    for (const bad of [
      [0x83, 0x80, 0, 0, 0, 0],
      [0x81, 0x81, 0, 0, 0, 0, 0xff],
    ]) {
      const raw = connect(server.port, "127.0.0.1");
      const lines = ["GET /ws HTTP/1.1", `Host: 127.0.0.1:${server.port}`, "Connection: Upgrade", "Upgrade: websocket"];
      lines.push(
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        `Sec-WebSocket-Protocol: ${SUBPROTOCOL}`,
      );
      raw.write(`${lines.join("\r\n")}\r\n\r\n`);
      let answer = Buffer.alloc(0);
      raw.on("data", (data) => (answer = Buffer.concat([answer, data])));
      await until(() => answer.includes("\r\n\r\n"));
      answer = Buffer.alloc(0);
      raw.write(Buffer.from(bad));
      await until(() => answer.length >= 4);
      expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x88, 4400]);
      raw.destroy();
    }
  });

  it("[F2] a client that does not read fills its own buffer only", async () => {
    const web = await open();
    web.pause();
    const { socket } = firstAccepted();
    const frame: SharedFrame = { bytes: new Uint8Array(64 * 1024) };
    while (socket.bufferedBytes < LIMITS.bufferedBytes) {
      socket.sendFrames([frame]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const drained = accepted[0]?.drained ?? 0;
    let received = 0;
    web.on("message", (data: Buffer) => (received += data.length));
    web.resume();
    await until(() => socket.bufferedBytes === 0);
    expect(accepted[0]?.drained).toBeGreaterThan(drained);
    expect(received).toBeGreaterThan(0);
    web.terminate();
    await until(() => accepted[0]?.closed.length === 1);
  });

  it("a client that goes, politely or not, is reported once", async () => {
    const polite = await open();
    polite.close(1000);
    await until(() => accepted[0]?.closed.length === 1);
    const rude = await open();
    rude.terminate();
    await until(() => accepted[1]?.closed.length === 1);
    expect(accepted.map(({ closed }) => closed)).toEqual([[1000], [1006]]);
    accepted[0]?.socket.sendText("too late");
    accepted[0]?.socket.sendFrames([{ bytes: new Uint8Array(3) }]);
  });
});
