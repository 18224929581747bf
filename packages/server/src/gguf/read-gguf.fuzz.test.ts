// Whatever a file holds, reading it answers or throws a `GgufError`, and takes no more memory than the file has bytes.
// NOMOUS_FUZZ_CASES sets the number of cases (10⁵ and more on demand), NOMOUS_FUZZ_SEED where they begin.
import { createSeededRandom, describeTinyGguf, writeGguf, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { MAX_HEADER_BYTES } from "./byte-reader.ts";
import { estimateMemory } from "./estimate-memory.ts";
import { GgufError } from "./gguf-error.ts";
import { describeGguf, type Gguf } from "./read-gguf.ts";
import { readHeader, type HeaderSource } from "./read-header.ts";

const CASES = Number(process.env["NOMOUS_FUZZ_CASES"] ?? 2_000);
const SEED = Number(process.env["NOMOUS_FUZZ_SEED"] ?? 1);

const sizes = { dim: 32, ffn: 32, layers: 1, heads: 2, kvHeads: 1 } as const;
const tiny = describeTinyGguf(sizes);
const SAMPLES = [
  writeGguf(tiny),
  writeGguf({ ...describeTinyGguf({ ...sizes, type: "f32" }), version: 2 }),
  writeGguf({ keys: [...tiny.keys].filter(([key]) => !key.startsWith("tokenizer")), tensors: tiny.tensors }),
  writeGguf({ keys: [...tiny.keys, ["split.count", { type: "u16", value: 1 }]], tensors: [] }),
];
/** Where headers of samples end: what follows are weights, which nobody reads. */
const headerEnd = (sample: Buffer): number => sample.lastIndexOf(".weight") + 64;

/** Numbers that lengths, counts and types stumble over. */
const NUMBERS = [
  0n,
  1n,
  8n,
  9n,
  13n,
  255n,
  2n ** 20n,
  2n ** 26n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
];

function mutate(random: SeededRandom): Buffer {
  if (random.chance(0.02)) return Buffer.from(random.bytes(random.int(200)));
  let file = Buffer.from(random.pick(SAMPLES));
  for (let times = random.between(1, 3); times > 0; times -= 1) {
    const end = Math.max(1, Math.min(headerEnd(file), file.length));
    const at = random.int(end);
    const to = random.between(at, end);
    switch (random.int(5)) {
      case 0:
        file[at] = (file[at] ?? 0) ^ (1 << random.int(8));
        break;
      case 1:
        Buffer.from(BigUint64Array.of(random.pick(NUMBERS)).buffer).copy(file, at, 0, random.pick([4, 8]));
        break;
      case 2:
        file = file.subarray(0, random.chance(0.5) ? at : random.int(file.length + 1));
        break;
      case 3:
        file = Buffer.concat([file.subarray(0, at), file.subarray(to)]);
        break;
      default:
        file = Buffer.concat([file.subarray(0, to), file.subarray(at)]);
    }
  }
  return file;
}

/** Counts what is asked of it: bytes in all, and the longest buffer. */
class CountedFile implements HeaderSource {
  readonly size: number;
  readonly #fill: (into: Buffer, from: number) => void;
  total = 0;
  longest = 0;

  constructor(size: number, fill: (into: Buffer, from: number) => void) {
    this.size = size;
    this.#fill = fill;
  }

  async read(into: Buffer, from: number): Promise<void> {
    this.total += into.length;
    this.longest = Math.max(this.longest, into.buffer.byteLength);
    this.#fill(into, from);
  }
}

async function outcomeOf(source: HeaderSource): Promise<Gguf | GgufError> {
  try {
    return describeGguf([await readHeader(source)]);
  } catch (error) {
    if (error instanceof GgufError) return error;
    throw error;
  }
}

function isSound(gguf: Gguf): boolean {
  const { contextBytes, overheadBytes } =
    "kvHeads" in gguf
      ? estimateMemory(gguf, { contextTokens: 4_096, slots: 2 })
      : { contextBytes: 0, overheadBytes: 0 };
  return (
    [gguf.parameters, gguf.tensorBytes, contextBytes, overheadBytes].every(
      (size) => Number.isFinite(size) && size >= 0,
    ) && gguf.tensorBytes <= gguf.fileBytes
  );
}

test(`${CASES} mutated files are read or refused, within the memory that they have bytes`, async () => {
  const random = createSeededRandom(SEED).fork("gguf");
  const seen: Record<string, number> = { read: 0, "not-gguf": 0, truncated: 0, corrupt: 0, unsupported: 0 };
  const wrong: Buffer[] = [];
  for (let i = 0; i < CASES; i += 1) {
    const file = mutate(random);
    const source = new CountedFile(file.length, (into, from) => file.copy(into, 0, from));
    const outcome = await outcomeOf(source);
    const kind = outcome instanceof GgufError ? outcome.code : "read";
    seen[kind] = (seen[kind] ?? 0) + 1;
    const isFine = outcome instanceof GgufError ? outcome.message.length < 500 : isSound(outcome);
    if (!isFine || source.total > file.length || source.longest > file.length) wrong.push(file);
  }
  console.log(`gguf: ${CASES} cases`, seen);
  expect(wrong).toEqual([]);
  expect(Object.values(seen)).not.toContain(0);
});

test("of a file of a petabyte that never comes to an end no more is read than a header may have", async () => {
  const header = writeGguf({ keys: [], tensors: [], keyCount: 1n });
  const key = Buffer.concat([header.subarray(0, 24), Buffer.from(BigUint64Array.of(1n).buffer), Buffer.from("a")]);
  // A list of 2⁴⁰ empty strings.
  const list = Buffer.concat([
    key,
    Buffer.from(Uint32Array.of(9, 8).buffer),
    Buffer.from(BigUint64Array.of(2n ** 40n).buffer),
  ]);
  const source = new CountedFile(2 ** 50, (into, from) => {
    into.fill(0);
    list.subarray(from).copy(into);
  });
  expect(await outcomeOf(source)).toMatchObject({ code: "corrupt" });
  expect([source.total, source.longest]).toEqual([MAX_HEADER_BYTES, MAX_HEADER_BYTES]);
});
