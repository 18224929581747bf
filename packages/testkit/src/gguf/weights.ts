// Numbers of a model in the formats of its file.
import type { SeededRandom } from "../seeded-random.ts";

export type WeightType = "f16" | "f32";

export function encodeWeights(type: WeightType, values: Float32Array): Uint8Array {
  const encoded = type === "f32" ? values : Uint16Array.from(values, toHalf);
  return new Uint8Array(encoded.buffer);
}

const SAMPLES = 4096;

/**
 * Makes lists of random numbers that deviate from 0 by `deviation`. They come out of a table, since a large model has tens
 * of millions of them.
 */
export function createRandomWeights(
  type: WeightType,
  random: SeededRandom,
  deviation: number,
): (count: number) => Uint8Array {
  const samples = Float32Array.from({ length: SAMPLES }, () => normal(random) * deviation);
  const table = type === "f32" ? samples : Uint16Array.from(samples, toHalf);
  return (count) => {
    const weights = type === "f32" ? new Float32Array(count) : new Uint16Array(count);
    for (let i = 0; i < count; i += 2) {
      const draw = random.uint32();
      weights[i] = table[draw % SAMPLES] ?? 0;
      weights[i + 1] = table[(draw >>> 16) % SAMPLES] ?? 0;
    }
    return new Uint8Array(weights.buffer);
  };
}

/** Box-Muller. */
export function normal(random: SeededRandom): number {
  const [a, b] = [random.uint32() + 1, random.uint32()];
  return Math.sqrt(-2 * Math.log(a / (2 ** 32 + 1))) * Math.cos((2 * Math.PI * b) / 2 ** 32);
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** IEEE 754 binary16, rounded to the nearest. */
function toHalf(value: number): number {
  float[0] = value;
  const single = bits[0] ?? 0;
  const sign = (single >>> 16) & 0x8000;
  const exponent = ((single >>> 23) & 0xff) - 112;
  const fraction = single & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  if (exponent > 0) return sign | (((exponent << 23) + fraction + 0x1000) >>> 13);
  const shift = 14 - exponent;
  return sign | (((fraction | 0x800000) + (1 << (shift - 1))) >>> shift);
}
