// What a header says of its tensors. llama.cpp takes them only in the order of their data and without gaps.
import type { ByteReader } from "./byte-reader.ts";
import { GgufError, quoted } from "./gguf-error.ts";
import { TENSOR_TYPES } from "./tensor-formats.ts";

export interface TensorList {
  readonly count: number;
  /** Weights. */
  readonly parameters: number;
  readonly bytes: number;
  /** How many bytes are in which format. */
  readonly bytesByType: ReadonlyMap<string, number>;
}

/** The largest known models have about 3,000. */
const MAX_TENSORS = 65_536;
const MAX_NAME_BYTES = 63;
const MAX_DIMENSIONS = 4;
/** llama.cpp maps the file into memory and wants tensors there at multiples of 32. */
const MIN_ALIGNMENT = 32;
const MAX_ALIGNMENT = 2 ** 20;

/** Reads `count` of them and checks that the file holds all their data. */
export function readTensorList(reader: ByteReader, count: number, alignment: number): TensorList {
  if (count > MAX_TENSORS) throw new GgufError("corrupt", `The header claims to have ${count} tensors.`);
  if (alignment < MIN_ALIGNMENT || alignment > MAX_ALIGNMENT || !Number.isInteger(Math.log2(alignment))) {
    throw new GgufError("corrupt", `The key “general.alignment” is ${alignment}, which is impossible.`);
  }
  const names = new Set<string>();
  const bytesByType = new Map<string, number>();
  let parameters = 0;
  let bytes = 0;
  let end = 0;
  while (names.size < count) {
    const tensor = readTensor(reader);
    const begin = padded(end, alignment);
    const { name, offset } = tensor;
    if (names.has(name)) throw corrupt(name, "stands there twice");
    if (offset !== begin) throw corrupt(name, `is not where it should be (${offset}, not ${begin})`);
    names.add(name);
    bytesByType.set(tensor.type, (bytesByType.get(tensor.type) ?? 0) + tensor.bytes);
    parameters += tensor.weights;
    bytes += tensor.bytes;
    end = begin + tensor.bytes;
  }
  const missing = padded(reader.at, alignment) - reader.at + end - reader.left;
  if (count > 0 && missing > 0) throw new GgufError("truncated", `The last ${missing} bytes of the file are missing.`);
  return { count, parameters, bytes, bytesByType };
}

function readTensor(reader: ByteReader) {
  const name = reader.text(MAX_NAME_BYTES, "A tensor's name");
  const what = `The tensor ${quoted(name)}`;
  const dimensions = reader.u32(what);
  if (dimensions > MAX_DIMENSIONS) throw corrupt(name, `has ${dimensions} dimensions; ${MAX_DIMENSIONS} is the most`);
  const sizes = Array.from({ length: dimensions }, () => reader.count(what));
  const weights = sizes.reduce((product, size) => product * size, 1);
  const isPossible = weights > 0 && Number.isSafeInteger(weights);
  if (!isPossible) throw corrupt(name, `has the impossible size ${sizes.join(" × ")}`);
  const number = reader.u32(what);
  const type = TENSOR_TYPES.get(number);
  if (!type) throw new GgufError("unsupported", `${what} is in the format ${number}, unknown to our llama.cpp.`);
  checkFormat(name, type.name, sizes);
  const rest = (sizes[0] ?? 1) % type.blockWeights;
  if (rest > 0) throw corrupt(name, `has rows that are no whole blocks of ${type.name}`);
  const bytes = (weights / type.blockWeights) * type.blockBytes;
  return { name, type: type.name, weights, bytes, offset: reader.count(what) };
}

/** llama.cpp calculates with these whatever they are, and ends its process over a format that it has no code for. */
function checkFormat(name: string, format: string, sizes: readonly number[]): void {
  const isAdded = ADDED.test(name) && sizes.slice(1).every((size) => size === 1);
  if (isAdded && format !== "F32") throw corrupt(name, `is in the format ${format}, not in F32`);
  if (WHOLE_NUMBERS.includes(format) && !ID_TABLE.test(name)) throw corrupt(name, `holds whole numbers, no weights`);
}

/** Vectors that all tools leave as they are. */
const ADDED = /(?:norm\.weight|\.bias)$/;
const WHOLE_NUMBERS: readonly string[] = ["I32", "I64"];
/** From tokens to experts, and from a draft model's tokens to its target's. */
const ID_TABLE = /tid2eid|d2t$/;

function padded(bytes: number, alignment: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function corrupt(name: string, is: string): GgufError {
  return new GgufError("corrupt", `The tensor ${quoted(name)} ${is}.`);
}
