import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createStillClock, measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { HTTP } from "./http-probe.ts";

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const few = { requests: 5, warmup: 1 };

test("a server that takes 10 % longer is found to take 10 % longer", async () => {
  const clock = createStillClock();
  const measureSlow = async (ms: number): Promise<ProbeResult> => {
    const url = await serve((_, response) => {
      clock.pass(ms);
      response.end("done");
    });
    return measure(HTTP, { url, requests: 3, warmup: 1 }, { clock });
  };
  expect(await measureSlow(PLAIN_MS)).toMatchObject({ latency: [20, 20, 20], throughput: 50 });
  expect(await measureSlow(SLOW_MS)).toMatchObject({ latency: [22, 22, 22], throughput: 1_000 / 22 });
});

test("every measured request gives one sample, bad ones count as errors and give none", async () => {
  let count = 0;
  const url = await serve((_, response) => {
    count += 1;
    response.writeHead(count % 4 === 0 ? 500 : 200).end("12345");
  });
  const result = await measure(HTTP, { url, requests: 40, warmup: 4, concurrency: 4 });
  expect(samplesOf(result["latency"])).toHaveLength(30);
  expect(result).toMatchObject({ errors: 25, size: 5 });
  expect(count).toBe(44);
});

test("a target that is dead, hangs, or answers with another status fails in one line that says what to do", async () => {
  const dead = await serve(() => undefined);
  servers[0]?.close();
  await expect(measure(HTTP, { url: dead, ...few })).rejects.toThrow(/nothing listens there: start the server/);
  const hanging = await serve(() => undefined);
  await expect(measure(HTTP, { url: hanging, ...few, timeout: 20 })).rejects.toThrow(
    /no whole answer came within 20 ms/,
  );
  const wrong = await serve((_, response) => void response.writeHead(404).end());
  await expect(measure(HTTP, { url: wrong, ...few })).rejects.toThrow(/status 404 where 200 was expected/);
  await expect(measure(HTTP, { url: "ftp://x", ...few })).rejects.toThrow(/http:\/\/ or https:\/\//);
});
