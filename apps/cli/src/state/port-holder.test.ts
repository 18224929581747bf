import { createServer } from "node:net";
import process from "node:process";
import { expect, test } from "vitest";
import { findPortHolder, listeningInodes } from "./port-holder.ts";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:128B 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0000 100 0 0 10 0
   1: 0100007F:128B 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 31338 1 0000 20 4 30 10 -1
   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 20000 1 0000 100 0 0 10 0
`;

test("only sockets that listen on the port count, not connections to it", () => {
  expect(listeningInodes(TABLE, 4747)).toEqual(["31337"]);
  expect(listeningInodes(TABLE, 22)).toEqual(["20000"]);
  expect(listeningInodes(TABLE, 80)).toEqual([]);
});

test.skipIf(process.platform !== "linux")("the process that listens is found by its id", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  expect(findPortHolder(port)?.pid).toBe(process.pid);
  await new Promise((resolve) => void server.close(resolve));
  expect(findPortHolder(port)).toBeUndefined();
});
