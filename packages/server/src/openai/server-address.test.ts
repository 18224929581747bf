import { expect, test } from "vitest";
import {
  hostThatTextLeavesTo,
  isLoopback,
  placeOf,
  readServerUrl,
  USUAL_PORTS,
  usualAddresses,
} from "./server-address.ts";

const urlOf = (text: string): string | undefined => {
  const read = readServerUrl(text);
  return read.status === "valid" ? read.url : undefined;
};

test("an address is http or https, without a key, query or fragment; a bare origin gets /v1", () => {
  expect(urlOf("http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080/v1");
  expect(urlOf(" https://openrouter.ai/api/v1/ ")).toBe("https://openrouter.ai/api/v1");
  const refused = [
    "ftp://a/v1",
    "http://key@a/v1",
    "http://:pw@a/v1",
    "http://a/v1?key=1",
    "http://a/v1#x",
    "a.gguf",
    "",
  ];
  expect(refused.map(urlOf)).toEqual(refused.map(() => undefined));
});

test("only what is written as loopback is here, however it is written", () => {
  const here = [
    "localhost",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "127.255.0.9",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
  ];
  expect(here.filter((host) => hostThatTextLeavesTo(`http://${host}:1/v1`) !== undefined)).toEqual([]);
  const away = [
    "127.0.0.1.example.com",
    "localhost.example.com",
    "localtest.me",
    "0.0.0.0",
    "10.0.0.1",
    "[::ffff:127.0.0.1]",
  ];
  for (const host of away) expect(hostThatTextLeavesTo(`http://${host}:1/v1`)).toBe(new URL(`http://${host}`).hostname);
});

test("one server has one place, whatever it is called", () => {
  for (const url of ["http://localhost:8080/v1", "http://127.0.0.1:8080/v1", "http://[::1]:8080/v1"])
    expect(placeOf(url)).toBe("127.0.0.1:8080");
  expect(placeOf("https://openrouter.ai/api/v1")).toBe("openrouter.ai:443/api/v1");
});

const usualUrls = (host?: string): string[] =>
  usualAddresses(USUAL_PORTS, host === undefined ? {} : { OLLAMA_HOST: host }).map(({ url }) => url);

test("the usual ports are on loopback; OLLAMA_HOST adds its own when that is here", () => {
  const usual = [11_434, 1_234, 8_080, 8_000].map((port) => `http://127.0.0.1:${port}/v1`);
  expect(usualUrls()).toEqual(usual);
  expect(
    usualAddresses(USUAL_PORTS, {}).every(({ url, isAdded }) => !isAdded && isLoopback(new URL(url).hostname)),
  ).toBe(true);
  const own: Record<string, string> = {
    "127.0.0.1:5000": "http://127.0.0.1:5000/v1",
    ":5000": "http://127.0.0.1:5000/v1",
    "0.0.0.0:5000": "http://127.0.0.1:5000/v1",
    "[::]:5000": "http://127.0.0.1:5000/v1",
    localhost: "http://localhost:11434/v1",
    "http://localhost": "http://localhost:80/v1",
    "https://localhost:5000/": "https://localhost:5000/v1",
    '"[::1]:5000"': "http://[::1]:5000/v1",
  };
  for (const [host, url] of Object.entries(own)) expect([host, ...usualUrls(host)]).toEqual([host, url, ...usual]);
  for (const host of ["", "0.0.0.0", "192.168.1.5:11434", "example.com", "http://", "ftp://localhost"])
    expect([host, ...usualUrls(host)]).toEqual([host, ...usual]);
});

const asked = (value: string): string[] => usualAddresses(USUAL_PORTS, { NOMOUS_SERVERS: value }).map(({ url }) => url);

test("NOMOUS_SERVERS stands in the place of the usual ports, and names loopback only", () => {
  expect(asked("")).toEqual([]);
  expect(asked("http://127.0.0.1:9000, http://localhost:9001/v1")).toEqual([
    "http://127.0.0.1:9000/v1",
    "http://localhost:9001/v1",
  ]);
  expect(asked("https://models.example/v1,nonsense")).toEqual([]);
});
