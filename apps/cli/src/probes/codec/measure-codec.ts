import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../context.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import type { CodecValues } from "./codec-probe.ts";
import { type Codec, openCodec } from "./codec.ts";
import { readCorpus } from "./corpus.ts";

/** A pass over the whole corpus is one sample: single messages are shorter than what a clock can tell. */
export async function measureCodec(values: CodecValues, { runtime, cwd, console }: Context): Promise<ProbeResult> {
  const { clock } = runtime;
  const codec = await openCodec(values.codec, cwd);
  const messages = readCorpus(values.corpus, cwd);
  const batches = batchesOf(messages, values.batch);
  assertFaithful(codec, values.codec, batches);
  const pass = (): { readonly encodeUs: number; readonly decodeUs: number; readonly bytes: number } => {
    const began = clock.elapsed();
    const encoded = batches.map((batch) => codec.encode(batch));
    const encodedMs = clock.elapsed();
    for (const data of encoded) codec.decode(data);
    const decodedMs = clock.elapsed();
    return {
      encodeUs: ((encodedMs - began) * 1_000) / messages.length,
      decodeUs: ((decodedMs - encodedMs) * 1_000) / messages.length,
      bytes: encoded.reduce((sum, data) => sum + Buffer.byteLength(data), 0) / messages.length,
    };
  };
  for (let n = 0; n < values.warmup; n += 1) pass();
  const passes = Array.from({ length: values.passes }, (_, n) => {
    console.status(`${n + 1} of ${values.passes} passes over ${messages.length} messages`);
    return pass();
  });
  return {
    encode: passes.map(({ encodeUs }) => encodeUs),
    decode: passes.map(({ decodeUs }) => decodeUs),
    bytes: passes[0]?.bytes ?? 0,
  };
}

const batchesOf = (messages: readonly unknown[], size: number): readonly (readonly unknown[])[] =>
  Array.from({ length: Math.ceil(messages.length / size) }, (_, at) => messages.slice(at * size, (at + 1) * size));

/** One that forgets something is small and fast, and no codec. */
function assertFaithful(codec: Codec, name: string, batches: readonly (readonly unknown[])[]): void {
  for (const batch of batches) {
    if (isDeepStrictEqual(attempt(codec, name, batch), batch)) continue;
    throw deadTarget(`The codec ${name} decodes something else than it encoded`, "decode has to give the list back");
  }
}

function attempt(codec: Codec, name: string, batch: readonly unknown[]): unknown {
  try {
    return codec.decode(codec.encode(batch));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw deadTarget(
      `The codec ${name} failed, ${why}`,
      "encode takes a list of messages, decode what encode gave",
      error,
    );
  }
}
