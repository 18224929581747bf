// Where a redirect may lead. Every address of a test is loopback, so what counts as private is told.
import { afterEach, expect, test } from "vitest";
import { type FileServer, send, startFileServer, status } from "./file-server-fixture.ts";
import { openDownload } from "./open-download.ts";
import { CutError, PullError } from "./pull-error.ts";

const servers: FileServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(...behaviours: Parameters<typeof startFileServer>): Promise<URL> {
  const server = await startFileServer(...behaviours);
  servers.push(server);
  return new URL(server.url);
}

const open = (url: URL, isPrivate?: (address: string) => boolean) =>
  openDownload({
    url,
    offset: 0,
    validator: undefined,
    stallMs: 2_000,
    signal: new AbortController().signal,
    ...(isPrivate && { isPrivate }),
  });

test("five redirects are followed, a sixth is not", async () => {
  const around = status(307, { location: "?again" });
  const five = await open(await serve(around, around, around, around, around, send(Buffer.from("GGUF"))));
  expect(five).toMatchObject({ status: "body", totalBytes: 4 });
  if (five.status === "body") five.body.destroy();
  await expect(open(await serve(around))).rejects.toThrow("more than 5 times");
});

test("a public server may not lead to an address inside, whether by number or by name", async () => {
  const inside = await serve(send(Buffer.from("GGUF")));
  let asked = 0;
  // The first server is a public one, whatever comes later is not.
  const isPrivate = (): boolean => (asked += 1) > 1;
  await expect(open(await serve(status(302, { location: inside.href })), isPrivate)).rejects.toThrow(
    `leads to ${inside.host}, which is inside`,
  );
  asked = 0;
  const named = `http://localhost:${inside.port}/a.gguf`;
  await expect(open(await serve(status(302, { location: named })), isPrivate)).rejects.toThrow("which is inside");
  expect(servers.find(({ url }) => url === inside.href)?.ranges).toEqual([]);
});

test("a server inside may lead on to another one inside", async () => {
  const second = await serve(send(Buffer.from("GGUF")));
  const opened = await open(await serve(status(302, { location: second.href })));
  expect(opened.status).toBe("body");
  if (opened.status === "body") opened.body.destroy();
});

test("a redirect to what cannot be fetched is refused", async () => {
  await expect(open(await serve(status(302, { location: "file:///etc/passwd" })))).rejects.toThrow(PullError);
});

test("a server without an answer is worth another try", async () => {
  await expect(open(await serve((request) => void request.socket.destroy()))).rejects.toThrow(CutError);
});
