// Whatever bytes arrive, decoders answer: they do not throw, and what they give holds no more than what came.
// NOMOUS_FUZZ_CASES sets the number of cases (10⁶ and more on demand), NOMOUS_FUZZ_SEED where they begin.
import { readFileSync } from "node:fs";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { decodeClientMessage, decodeServerMessage, type Decoded } from "./codec.ts";
import { decodeFrame } from "./frame.ts";
import { LIMITS } from "./limits.ts";

const CASES = Number(process.env["NOMOUS_FUZZ_CASES"] ?? 30_000);
const SEED = Number(process.env["NOMOUS_FUZZ_SEED"] ?? 1);
const PER_DECODER = Math.ceil(CASES / 3);

const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../tests/wire/v1/${name}.json`, import.meta.url), "utf8"));
const texts = (name: string): Uint8Array[] =>
  Object.values(golden(name) as object).map((message) => Buffer.from(JSON.stringify(message)));
const frames = (golden("frames") as { hex: string }[]).map(({ hex }) => Buffer.from(hex, "hex"));

/** Numbers and pieces that decoders stumble over. */
const SPICE = [
  "{",
  "]",
  '"',
  "null",
  "-1",
  "1e999",
  "9007199254740993",
  '"__proto__":{},',
  "\\u0000",
  "\u{fffd}",
  "[[[[[[",
];

/** Random bytes, or a sample with a few bytes changed, cut, repeated or spiced. */
function mutate(random: SeededRandom, samples: readonly Uint8Array[]): Uint8Array {
  if (random.chance(0.1)) return random.bytes(random.int(200));
  let bytes = Uint8Array.from(random.pick(samples));
  for (let times = random.between(1, 4); times > 0; times -= 1) {
    const at = random.int(bytes.length + 1);
    const to = random.between(at, bytes.length);
    const [head, middle, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
    const spice = Buffer.from(random.pick(SPICE));
    const parts = random.pick([
      [head, random.bytes(1), bytes.subarray(at + 1)],
      [head, random.bytes(random.int(9)), tail],
      [head],
      [head, middle, middle, tail],
      [head, spice, tail],
      [head, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f), tail],
    ]);
    bytes = new Uint8Array(Buffer.concat(parts));
  }
  return bytes;
}

const STRANGE = [null, -1, 1.5, 2 ** 53, "", "\u0000", "x".repeat(3_000), [], {}, [[]], true, { type: "PING" }];

/** A sample with one value, at any depth, replaced, removed or joined by another. */
function mutateJson(random: SeededRandom, samples: readonly Uint8Array[]): string {
  const message: unknown = JSON.parse(Buffer.from(random.pick(samples)).toString());
  let target = message as Record<string, unknown>;
  for (;;) {
    const key = random.pick([...Object.keys(target), "extra"]);
    const inner = target[key];
    if (typeof inner === "object" && inner !== null && random.chance(0.7)) {
      target = inner as Record<string, unknown>;
      continue;
    }
    if (random.chance(0.2)) delete target[key];
    else target[key] = random.pick(STRANGE);
    return JSON.stringify(message);
  }
}

test(`[E5] decodeFrame answers ${PER_DECODER} mutated frames and allocates no more than came`, () => {
  const random = createSeededRandom(SEED).fork("frames");
  const seen = { frame: 0, ignored: 0, invalid: 0 };
  const tooMuch: Uint8Array[] = [];
  for (let i = 0; i < PER_DECODER; i += 1) {
    const bytes = mutate(random, frames);
    const decoded = decodeFrame(bytes);
    seen[decoded.status] += 1;
    if (decoded.status !== "frame") continue;
    const { items } = decoded.frame;
    const held = items.reduce((sum, item) => sum + item.data.length + 3, 0);
    const isShared = items.every((item) => item.data.buffer === bytes.buffer);
    if (!isShared || held > bytes.length || items.length > LIMITS.frameItems) tooMuch.push(bytes);
  }
  console.log(`decodeFrame: ${PER_DECODER} cases`, seen);
  expect(tooMuch).toEqual([]);
  expect(Object.values(seen)).not.toContain(0);
});

test.for<[string, (text: string) => Decoded<unknown>, Uint8Array[]]>([
  ["decodeClientMessage", decodeClientMessage, texts("client")],
  ["decodeServerMessage", decodeServerMessage, texts("server")],
])(`[E1] %s answers ${PER_DECODER} mutated messages and gives no more than came`, ([name, decode, samples]) => {
  const random = createSeededRandom(SEED).fork(name);
  const seen = { message: 0, unknown: 0, invalid: 0 };
  const tooMuch: string[] = [];
  for (let i = 0; i < PER_DECODER; i += 1) {
    const text = random.chance(0.5) ? mutateJson(random, samples) : Buffer.from(mutate(random, samples)).toString();
    const decoded = decode(text);
    seen[decoded.status] += 1;
    if (sizeOf(decoded) > bound(decoded.status, text)) tooMuch.push(text);
  }
  console.log(`${name}: ${PER_DECODER} cases`, seen);
  expect(tooMuch).toEqual([]);
  expect(Object.values(seen)).not.toContain(0);
});

function sizeOf(decoded: Decoded<unknown>): number {
  if (decoded.status === "message") return JSON.stringify(decoded.message).length;
  return decoded.status === "unknown" ? decoded.type.length : decoded.reason.length;
}

function bound(status: Decoded<unknown>["status"], text: string): number {
  // Escapes may make a message longer than the text it came in, by a constant factor.
  if (status === "message") return 6 * text.length;
  return status === "unknown" ? 40 : 500;
}
