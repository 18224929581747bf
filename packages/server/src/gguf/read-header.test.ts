import {
  describeTinyGguf,
  withKeys,
  writeGguf,
  type GgufDescription,
  type GgufTensor,
  type GgufValue,
} from "@nomous/testkit";
import { expect, test } from "vitest";
import { describeFile, memoryHeader, refusalOf } from "./gguf-fixture.ts";
import type { GgufErrorCode } from "./gguf-error.ts";

const tiny = describeTinyGguf();
const u32 = (value: number): GgufValue => ({ type: "u32", value });
const text = (value: string): GgufValue => ({ type: "string", value });
const raw = (type: number, ...words: readonly bigint[]): GgufValue => ({
  type,
  raw: Buffer.from(BigUint64Array.from(words).buffer),
});
/** A list of `length` values, none of which is there. */
const emptyList = (of: number, length: bigint): GgufValue => ({
  type: 9,
  raw: Buffer.concat([Buffer.from(Uint32Array.of(of).buffer), Buffer.from(BigUint64Array.of(length).buffer)]),
});

/** The tiny model with another first tensor. */
function withTensor(changes: Partial<GgufTensor>): GgufDescription {
  const [first, ...others] = tiny.tensors;
  if (!first) throw new Error("there is no tensor");
  return { ...tiny, tensors: [{ ...first, ...changes }, ...others] };
}

test.for<[string, GgufErrorCode, GgufDescription, string]>([
  ["version 1", "unsupported", { ...tiny, version: 1 }, "version 1"],
  ["version 4", "unsupported", { ...tiny, version: 4 }, "version 4"],
  ["a file for the other order of bytes", "unsupported", { ...tiny, version: 3 << 24 }, "other order of bytes"],
  ["one key more than there is", "corrupt", { ...tiny, keyCount: 31n }, "impossibly large"],
  ["absurdly many keys", "corrupt", { ...tiny, keyCount: 2n ** 40n }, "keys"],
  ["impossibly many keys", "corrupt", { ...tiny, keyCount: 2n ** 64n - 1n }, "impossibly large"],
  ["absurdly many tensors", "corrupt", { ...tiny, tensorCount: 2n ** 40n }, "tensors"],
  ["a key twice", "corrupt", { ...tiny, keys: [...tiny.keys, ["general.name", text("x")]] }, "general.name"],
  ["a key without a name", "corrupt", withKeys(tiny, { "": text("x") }), "no name"],
  ["a key with a very long name", "corrupt", withKeys(tiny, { ["k".repeat(1_025)]: text("x") }), "1025 bytes"],
  ["a type that does not exist", "corrupt", withKeys(tiny, { x: raw(13, 0n) }), "type 13"],
  ["a list of lists", "unsupported", withKeys(tiny, { x: emptyList(9, 1n) }), "list of lists"],
  ["a list of a type that does not exist", "corrupt", withKeys(tiny, { x: emptyList(13, 1n) }), "type 13"],
  ["a string longer than the file", "corrupt", withKeys(tiny, { x: raw(8, 2n ** 52n) }), "bytes"],
  ["a string longer than a megabyte", "corrupt", withKeys(tiny, { x: text("x".repeat(2 ** 20 + 1)) }), "1048576"],
  ["a list longer than the file", "truncated", withKeys(tiny, { x: emptyList(6, 2n ** 48n) }), "“x”"],
  ["alignment 0", "corrupt", withKeys(tiny, { "general.alignment": u32(0) }), "alignment"],
  [
    "alignment 16, which llama.cpp cannot map",
    "corrupt",
    withKeys(tiny, { "general.alignment": u32(16) }),
    "alignment",
  ],
  ["alignment 48", "corrupt", withKeys(tiny, { "general.alignment": u32(48) }), "alignment"],
  ["a huge alignment", "corrupt", withKeys(tiny, { "general.alignment": u32(2 ** 31) }), "alignment"],
  ["a tensor of five dimensions", "corrupt", withTensor({ dimensions: [1, 1, 1, 1, 1] }), "5 dimensions"],
  ["a tensor without size", "corrupt", withTensor({ dimensions: [128, 0] }), "impossible size"],
  ["a tensor whose size overflows", "corrupt", withTensor({ dimensions: [2n ** 40n, 2n ** 40n] }), "impossible size"],
  ["a tensor larger than the file", "corrupt", withTensor({ dimensions: [128, 2 ** 30] }), "not where it should be"],
  ["a tensor of an unknown format", "unsupported", withTensor({ type: 99 }), "format 99"],
  ["a tensor of a format that is only calculated with", "unsupported", withTensor({ type: 24 }), "format 24"],
  ["a tensor of whole numbers", "corrupt", withTensor({ type: 26 }), "holds whole numbers"],
  [
    "a norm that is not in F32",
    "corrupt",
    withTensor({ name: "output_norm.weight", dimensions: [128], type: 1 }),
    "is in the format F16, not in F32",
  ],
  [
    "a bias that is not in F32",
    "corrupt",
    withTensor({ name: "blk.0.attn_q.bias", dimensions: [64, 1], type: 8 }),
    "Q8_0",
  ],
  ["a tensor of a format that was given up", "unsupported", withTensor({ type: 31 }), "format 31"],
  ["a tensor of broken blocks", "corrupt", withTensor({ type: 2, dimensions: [33, 32] }), "whole blocks of Q4_0"],
  ["a tensor at a wrong place", "corrupt", withTensor({ offset: 32n }), "not where it should be"],
  ["a tensor with a long name", "corrupt", withTensor({ name: "x".repeat(64) }), "64 bytes"],
  ["a tensor twice", "corrupt", withTensor({ name: "output.weight" }), "twice"],
])("%s is refused", async ([, code, description, fragment]) => {
  const refusal = await refusalOf(memoryHeader(writeGguf(description)));
  expect([refusal.code, refusal.reason]).toEqual([code, expect.stringContaining(fragment)]);
});

test.for<[string, Buffer, string]>([
  ["an empty file", Buffer.alloc(0), "is empty"],
  ["three bytes", Buffer.from("GGU"), "“GGU”"],
  ["a web page", Buffer.from("<html>\n".repeat(100)), "“<htm”"],
])("%s is told to be no GGUF", async ([, file, fragment]) => {
  const { code, reason } = await refusalOf(memoryHeader(file));
  expect([code, reason]).toEqual(["not-gguf", expect.stringContaining(fragment)]);
});

const file = writeGguf(tiny);
const header = file.lastIndexOf(".weight");

test.for([4, 7, 8, 23, 24, 31, 60, 1_000, header, header + 100, file.length - 40_000, file.length - 32])(
  "cut off at byte %i a file is refused as cut off",
  async (length) => {
    expect((await refusalOf(memoryHeader(file.subarray(0, length)))).code).toBe("truncated");
  },
);

test("a file that lacks its end says how much of it", async () => {
  const { reason } = await refusalOf(memoryHeader(file.subarray(0, file.length - 1_000)));
  expect(reason).toBe("The last 1000 bytes of the file are missing.");
});

test("a name from a file does not act in a message", async () => {
  const { message } = await refusalOf(memoryHeader(writeGguf(withKeys(tiny, { "a\u001b[2J\u202e\nb": raw(13, 0n) }))));
  expect(message).toContain("The key “a [2J b” is of the type 13");
});

test("a header longer than the first look at it is read to its end", async () => {
  const words = Array.from({ length: 50_000 }, (_, i) => `word ${i}`);
  const long = withKeys(tiny, { x: { type: "array", of: "string", value: words } });
  expect(await describeFile(writeGguf(long))).toEqual({
    ...(await describeFile(file)),
    fileBytes: writeGguf(long).length,
  });
});

test("values of every type are passed over", async () => {
  const numbers = (["u8", "i8", "u16", "i16", "u32", "i32", "f32", "bool", "u64", "i64", "f64"] as const).map(
    (type): [string, GgufValue][] => [
      [`one.${type}`, { type, value: 1 }],
      [`few.${type}`, { type: "array", of: type, value: [1, 0, 1] }],
      [`many.${type}`, { type: "array", of: type, value: Array<number>(600).fill(1) }],
    ],
  );
  const all = withKeys(tiny, Object.fromEntries(numbers.flat()));
  expect((await describeFile(writeGguf(all))).parameters).toBe((await describeFile(file)).parameters);
});
