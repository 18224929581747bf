import { expect, test } from "vitest";
import { captureOutput } from "./capture-output.ts";

const MiB = 1024 * 1024;
const numbered = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, (_, at) => at % 251);

test.each([0, 1, 5_000, MiB])("of %d bytes all is kept", (bytes) => {
  const all = numbered(bytes);
  const capture = captureOutput();
  for (let at = 0; at < bytes; at += 1_000) capture.add(all.subarray(at, at + 1_000));
  const { head, ...rest } = capture.take();
  expect(rest).toEqual({ bytes, end: null });
  expect(Buffer.compare(head, all)).toBe(0);
});

test.each([
  [MiB + 1, 70_000],
  [2 * MiB, 65_536],
  [2 * MiB + 17, 4_096],
  [5 * MiB + 3, 3 * MiB],
])("of %d bytes in chunks of %d the beginning and the end are kept", (bytes, chunk) => {
  const all = numbered(bytes);
  const capture = captureOutput();
  for (let at = 0; at < bytes; at += chunk) capture.add(all.subarray(at, at + chunk));
  const { head, end, bytes: counted } = capture.take();
  expect(counted).toBe(bytes);
  expect(Buffer.compare(head, all.subarray(0, MiB))).toBe(0);
  expect(Buffer.compare(end ?? new Uint8Array(), all.subarray(bytes - MiB))).toBe(0);
});
