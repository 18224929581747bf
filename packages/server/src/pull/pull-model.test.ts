import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom, makeTinyGguf } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Behaviour, type FileServer, send, startFileServer, status } from "./file-server-fixture.ts";
import { PullError } from "./pull-error.ts";
import { type Pulled, pullModel, type PullOptions, type PullProgress } from "./pull-model.ts";

const { file: FILE } = makeTinyGguf();
const sha256 = (data: Buffer): string => createHash("sha256").update(data).digest("hex");

/** Real sockets, but nobody waits a second between two tries. */
const runtime: PullOptions["runtime"] = {
  clock: {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(ms, fire) {
      const timer = setTimeout(fire, ms / 1_000);
      return () => clearTimeout(timer);
    },
  },
  random: createSeededRandom(1),
};

let folder: string;
let server: FileServer | undefined;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-pull-"))));
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

interface Watched {
  readonly pulled: Pulled;
  readonly told: readonly PullProgress[];
}

async function serve(...behaviours: readonly [Behaviour, ...Behaviour[]]): Promise<FileServer> {
  await server?.close();
  server = await startFileServer(...behaviours);
  return server;
}

async function pull(url: string, options: Partial<PullOptions> = {}): Promise<Watched> {
  const told: PullProgress[] = [];
  const signal = new AbortController().signal;
  const tell = (progress: PullProgress): void => void told.push(progress);
  const pulled = await pullModel({ runtime, url, folder, signal, tell, stallMs: 500, ...options });
  return { pulled, told };
}

async function refusal(url: string, options: Partial<PullOptions> = {}): Promise<PullError> {
  const error: unknown = await pull(url, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(PullError);
  return error as PullError;
}

function hasArrived(bytes: number): boolean {
  const part = join(folder, "tiny.gguf.part", "file");
  return existsSync(part) && statSync(part).size >= bytes;
}

/** Stops as soon as `bytes` have arrived. */
async function pullUntil(url: string, bytes: number): Promise<Pulled> {
  const stop = new AbortController();
  const timer = setInterval(() => hasArrived(bytes) && stop.abort(), 5);
  const { pulled } = await pull(url, { signal: stop.signal, stallMs: 20_000 });
  clearInterval(timer);
  return pulled;
}

const theFile = (): Buffer => readFileSync(join(folder, "tiny.gguf"));

test("a file arrives whole under its name, with its checksum, and nothing else is left", async () => {
  const { url } = await serve(send(FILE));
  const { pulled, told } = await pull(url);
  expect(pulled).toEqual({
    status: "done",
    path: join(folder, "tiny.gguf"),
    bytes: FILE.length,
    sha256: sha256(FILE),
    checkedBy: undefined,
  });
  expect(theFile().equals(FILE)).toBe(true);
  expect(readdirSync(folder)).toEqual(["tiny.gguf"]);
  expect(told[0]).toEqual({ type: "begin", from: 0, totalBytes: FILE.length });
  expect(told.at(-1)).toEqual({ type: "check" });
});

test("a connection that is cut again and again is gone on with where it stopped", async () => {
  const cut = (whenHere: number): Behaviour =>
    send(FILE, { cutAfter: 50_000, isTimeToCut: () => hasArrived(whenHere) });
  const { url, ranges } = await serve(cut(50_000), cut(100_000), status(503, { "retry-after": "2" }), send(FILE));
  const { told } = await pull(url);
  expect(theFile().equals(FILE)).toBe(true);
  expect(ranges).toEqual([undefined, "bytes=50000-", "bytes=100000-", "bytes=100000-"]);
  expect(told.filter(({ type }) => type === "retry")).toEqual([
    { type: "retry", why: "the connection was cut", waitMs: 1_000 },
    { type: "retry", why: "the connection was cut", waitMs: 1_000 },
    { type: "retry", why: expect.stringContaining("answered with 503") as string, waitMs: 2_000 },
  ]);
});

test("a server that falls silent is asked again", async () => {
  const { url, ranges } = await serve(send(FILE, { stallAfter: 30_000 }), send(FILE));
  const { told } = await pull(url);
  expect(theFile().equals(FILE)).toBe(true);
  expect(ranges).toEqual([undefined, "bytes=30000-"]);
  expect(told).toContainEqual({
    type: "retry",
    why: expect.stringContaining("silent for 0.5 s") as string,
    waitMs: 1_000,
  });
});

test("what was stopped stays, and the next pull goes on with it", async () => {
  const { url } = await serve(send(FILE, { stallAfter: 70_000 }));
  expect(await pullUntil(url, 70_000)).toEqual({ status: "stopped", bytes: 70_000, canGoOn: true });
  expect(readdirSync(folder)).toEqual(["tiny.gguf.part"]);
  const again = await moved(url, send(FILE));
  expect((await pull(again.url)).told[0]).toEqual({ type: "begin", from: 70_000, totalBytes: FILE.length });
  expect(again.ranges).toEqual(["bytes=70000-"]);
  expect(theFile().equals(FILE)).toBe(true);
});

/** Another server behind the same address. */
async function moved(url: string, ...behaviours: readonly [Behaviour, ...Behaviour[]]): Promise<FileServer> {
  const next = await serve(...behaviours);
  const place = join(folder, "tiny.gguf.part", "origin.json");
  writeFileSync(place, readFileSync(place, "utf8").replace(new URL(url).origin, new URL(next.url).origin));
  return next;
}

test("a file that changed on the server, or a server that cannot go on, is fetched anew", async () => {
  for (const second of [send(FILE, { etag: '"v2"' }), send(FILE, { ignoresRange: true })]) {
    rmSync(join(folder, "tiny.gguf"), { force: true });
    const { url } = await serve(send(Buffer.concat([FILE, FILE]), { stallAfter: 90_000 }));
    await pullUntil(url, 90_000);
    const again = await moved(url, second);
    expect((await pull(again.url)).told[0]).toEqual({ type: "anew" });
    expect(theFile().equals(FILE)).toBe(true);
  }
});

test("what is here is longer than the file on the server: it is fetched anew", async () => {
  const { url } = await serve(send(Buffer.concat([FILE, FILE]), { stallAfter: FILE.length + 10 }));
  await pullUntil(url, FILE.length + 10);
  const again = await moved(url, send(FILE));
  await pull(again.url);
  expect(again.ranges).toEqual([`bytes=${FILE.length + 10}-`, undefined]);
  expect(theFile().equals(FILE)).toBe(true);
});

test("a pull that was killed before it named the whole file needs no byte more", async () => {
  const { url } = await serve(send(FILE, { length: FILE.length + 1, stallAfter: FILE.length }));
  await pullUntil(url, FILE.length);
  const again = await moved(url, send(FILE));
  await pull(again.url);
  expect(again.ranges).toEqual([`bytes=${FILE.length}-`]);
  expect(theFile().equals(FILE)).toBe(true);
});

test("without anything to recognise the file by, a part is never gone on with", async () => {
  const { url } = await serve(send(FILE, { etag: "", stallAfter: 40_000 }));
  expect(await pullUntil(url, 40_000)).toEqual({ status: "stopped", bytes: 40_000, canGoOn: false });
  const again = await moved(url, send(FILE, { etag: "" }));
  await pull(again.url);
  expect(again.ranges).toEqual([undefined]);
  const weak = await serve(send(FILE, { etag: 'W/"v1"', stallAfter: 40_000 }));
  rmSync(join(folder, "tiny.gguf"));
  expect(await pullUntil(weak.url, 40_000)).toMatchObject({ canGoOn: false });
});

test("a server that promises more than it has is given up after eight tries that bring nothing", async () => {
  const isTimeToCut = (): boolean => hasArrived(FILE.length);
  const { url, ranges } = await serve(
    send(FILE, { length: FILE.length + 5, cutAfter: FILE.length, ignoresRange: true, isTimeToCut }),
  );
  const error = await refusal(url);
  expect(error.message).toContain("the connection was cut");
  expect(error.remedy).toContain("goes on");
  expect(ranges).toHaveLength(8);
});

test("a server that promises less than it has leaves a file that our reader refuses", async () => {
  const { url } = await serve(send(FILE, { length: FILE.length - 1_000 }));
  expect((await refusal(url)).message).toMatch(/cannot be used/);
  expect(readdirSync(folder)).toEqual([]);
});

test("a checksum that was given is compared, and what does not have it is thrown away", async () => {
  const { url } = await serve(send(FILE));
  const given = sha256(FILE);
  const error = await refusal(url, { sha256: given.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) });
  expect(error.message).toContain(given);
  expect(readdirSync(folder)).toEqual([]);
  expect((await pull(url, { sha256: given.toUpperCase() })).pulled).toMatchObject({ checkedBy: "given" });
});

const linked = (hash: string): Behaviour => status(302, { location: "/blob", "x-linked-etag": `"${hash}"` });

test("a checksum that Hugging Face tells with its redirect is compared", async () => {
  const good = await serve(linked(sha256(FILE)), send(FILE));
  expect((await pull(good.url)).pulled).toMatchObject({ checkedBy: "server" });
  rmSync(join(folder, "tiny.gguf"));
  const bad = await serve(linked("0".repeat(64)), send(FILE));
  expect((await refusal(bad.url)).message).toContain("0".repeat(64));
  const other = await serve(linked("0".repeat(64)), send(FILE));
  expect((await refusal(other.url, { sha256: sha256(FILE) })).message).toContain("not the one that was given");
});

test("what is no GGUF file is refused with its first bytes, before the rest is fetched", async () => {
  const page = Buffer.from(`<!doctype html>${"x".repeat(100_000)}`);
  const html = await serve(send(page, { stallAfter: 60_000, headers: { "content-type": "text/html" } }));
  expect((await refusal(html.url)).message).toContain("web page");
  const other = await serve(send(page, { stallAfter: 60_000 }));
  expect((await refusal(other.url)).message).toContain("no GGUF file");
  const broken = await serve(send(Buffer.concat([Buffer.from("GGUF"), Buffer.alloc(500)])));
  expect((await refusal(broken.url)).message).toContain("cannot be used");
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  [404, "no such file"],
  [410, "no such file"],
  [401, "not give the file to everybody"],
  [403, "not give the file to everybody"],
  [416, "answered with 416"],
  [204, "answered with 204"],
  [206, "answered with 206"],
])("a server that answers with %i is told as it is, at once", async (code, words) => {
  const { url, ranges } = await serve(status(code));
  expect((await refusal(url)).message).toContain(words);
  expect(ranges).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([]);
});

test("a body that is packed although it was asked not to be is refused", async () => {
  const { url } = await serve(send(FILE, { headers: { "content-encoding": "gzip" } }));
  expect((await refusal(url)).message).toContain("gzip");
});

test("where nobody answers it is said at once", async () => {
  const { url } = await serve(send(FILE));
  await server?.close();
  expect((await refusal(url)).message).toContain("nothing answers at 127.0.0.1");
  expect((await refusal("http://nobody.invalid/a.gguf")).message).toContain("nobody.invalid was not found");
});

test("a file that is larger than the disk is refused before it is fetched", async () => {
  const { url } = await serve(send(FILE, { length: 2 ** 52, stallAfter: 1_000 }));
  const error = await refusal(url);
  expect(error.message).toMatch(/has [\d.]+ GB free; 45\d+\.\d GB are needed/);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that is here already is not fetched again", async () => {
  const { url, ranges } = await serve(send(FILE));
  writeFileSync(join(folder, "tiny.gguf"), "mine");
  expect((await refusal(url)).message).toContain("exists already");
  expect([ranges, readdirSync(folder)]).toEqual([[], ["tiny.gguf"]]);
  await pull(url, { name: "other.gguf" });
  expect(readFileSync(join(folder, "other.gguf")).equals(FILE)).toBe(true);
});

test("two pulls of one file refuse each other, two files do not", async () => {
  const { url } = await serve(send(FILE, { stallAfter: 10_000 }));
  const stop = new AbortController();
  const first = pull(url, { signal: stop.signal, stallMs: 20_000 });
  while (!existsSync(join(folder, "tiny.gguf.part", "origin.json"))) await new Promise((next) => setTimeout(next, 5));
  expect((await refusal(url)).message).toContain(`Process ${process.pid} fetches`);
  const { url: other } = await startOther();
  await pull(other, { name: "other.gguf" });
  stop.abort();
  expect((await first).pulled).toMatchObject({ status: "stopped", bytes: 10_000 });
});

let otherServer: FileServer | undefined;
afterEach(async () => {
  await otherServer?.close();
  otherServer = undefined;
});
async function startOther(): Promise<FileServer> {
  otherServer = await startFileServer(send(FILE));
  return otherServer;
}

test("a pull whose process was killed blocks nobody", async () => {
  const { url } = await serve(send(FILE, { stallAfter: 10_000 }), send(FILE));
  const options = JSON.stringify({ url, folder });
  const script = `
    import { pullModel } from ${JSON.stringify(new URL("./pull-model.ts", import.meta.url).href)};
    const clock = { now: () => 0, elapsed: () => 0, after: () => () => undefined };
    await pullModel({ ...${options}, runtime: { clock, random: { uint32: () => 0 } },
      signal: new AbortController().signal, tell: ({ type }) => console.log(type) });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  await pull(url);
  expect(theFile().equals(FILE)).toBe(true);
}, 30_000);
