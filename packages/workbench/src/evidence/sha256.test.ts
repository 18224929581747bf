import { expect, test } from "vitest";
import { sha256Of } from "./sha256.ts";

test("the hash of a text is that of its bytes in UTF-8", () => {
  expect(sha256Of("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Of("µ")).toBe("5a072f1be4c3ee04849a9ad686b287d12d6a99dc4eba13c7a2ca1844e7923a0a");
});
