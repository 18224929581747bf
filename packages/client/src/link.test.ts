import { expect, it } from "vitest";
import { parseLink } from "./link.ts";

it.each([
  ["http://127.0.0.1:4747/#pair=abc_-1", { url: "http://127.0.0.1:4747", pairing: "abc_-1" }],
  ["http://127.0.0.1:4747", { url: "http://127.0.0.1:4747" }],
  ["https://bench:8443/c/1#x=1&pair=s", { url: "https://bench:8443", pairing: "s" }],
  ["127.0.0.1:4747", undefined],
  ["file:///etc/passwd", undefined],
  ["", undefined],
])("%s", (text, link) => {
  expect(parseLink(text)).toEqual(link);
});
