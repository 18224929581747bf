import { expect, test } from "vitest";
import { isPrivateAddress } from "./private-address.ts";

test("what only this machine or its network reaches is private, however it is written", () => {
  const inside = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.1.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "fd00::1",
    "fe80::1",
    "not an address",
  ];
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([]);
});

test("addresses of the internet are public", () => {
  const outside = ["18.164.174.23", "172.32.0.1", "100.128.0.1", "2600:9000::1", "::ffff:18.164.174.23"];
  expect(outside.filter(isPrivateAddress)).toEqual([]);
});
