// Bytes of GGUF files, right ones and wrong ones: nothing is checked, so that tests can describe what no honest tool writes.
// Numbers are little-endian, as on every machine that runs the tests.

const NUMBERS = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  bool: Uint8Array,
  f64: Float64Array,
} as const;
const BIG_NUMBERS = { u64: BigUint64Array, i64: BigInt64Array } as const;

type NumberType = keyof typeof NUMBERS | keyof typeof BIG_NUMBERS;

const VALUE_TYPES = {
  u8: 0,
  i8: 1,
  u16: 2,
  i16: 3,
  u32: 4,
  i32: 5,
  f32: 6,
  bool: 7,
  string: 8,
  array: 9,
  u64: 10,
  i64: 11,
  f64: 12,
} as const;

/** `raw` is what stands after the number of the type, whatever that number is. */
export type GgufValue =
  | { readonly type: NumberType; readonly value: number | bigint }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "array"; readonly of: NumberType; readonly value: readonly (number | bigint)[] }
  | { readonly type: "array"; readonly of: "string"; readonly value: readonly string[] }
  | { readonly type: number; readonly raw: Uint8Array };

export interface GgufTensor {
  readonly name: string;
  /** The contiguous one first. */
  readonly dimensions: readonly (number | bigint)[];
  /** A number of `enum ggml_type`: 0 is F32, 1 is F16. */
  readonly type: number;
  readonly data: Uint8Array;
  /** Instead of where its data is. */
  readonly offset?: bigint;
}

export interface GgufDescription {
  /** 3 when left out. Version 1 has lengths of 32 bits. */
  readonly version?: number;
  readonly keys: Iterable<readonly [string, GgufValue]>;
  readonly tensors: readonly GgufTensor[];
  /** Where tensors may begin, in bytes; 32 when left out. The key `general.alignment` is not written by itself. */
  readonly alignment?: number;
  /** Instead of how many there are. */
  readonly keyCount?: bigint;
  readonly tensorCount?: bigint;
}

export function writeGguf(file: GgufDescription): Buffer {
  const { version = 3, alignment = 32, tensors } = file;
  const keys = [...file.keys];
  const count = (value: number | bigint): Buffer => numbers(version === 1 ? "u32" : "u64", [value]);
  const string = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    return Buffer.concat([count(bytes.length), bytes]);
  };
  const data = tensors.map((tensor) => padded(tensor.data, alignment));
  let offset = 0;
  const header = Buffer.concat([
    Buffer.from("GGUF"),
    numbers("u32", [version]),
    count(file.tensorCount ?? tensors.length),
    count(file.keyCount ?? keys.length),
    ...keys.flatMap(([key, value]) => [string(key), ...valueBytes(value, count, string)]),
    ...tensors.map((tensor, index) => {
      const at = tensor.offset ?? BigInt(offset);
      offset += data[index]?.length ?? 0;
      return Buffer.concat([
        string(tensor.name),
        numbers("u32", [tensor.dimensions.length]),
        ...tensor.dimensions.map(count),
        numbers("u32", [tensor.type]),
        numbers("u64", [at]),
      ]);
    }),
  ]);
  return Buffer.concat([padded(header, alignment), ...data]);
}

function valueBytes(
  value: GgufValue,
  count: (value: number) => Buffer,
  string: (text: string) => Buffer,
): readonly Uint8Array[] {
  if ("raw" in value) return [numbers("u32", [value.type]), value.raw];
  const type = numbers("u32", [VALUE_TYPES[value.type]]);
  if (value.type === "string") return [type, string(value.value)];
  if (value.type !== "array") return [type, numbers(value.type, [value.value])];
  const head = [type, numbers("u32", [VALUE_TYPES[value.of]]), count(value.value.length)];
  return value.of === "string" ? [...head, ...value.value.map(string)] : [...head, numbers(value.of, value.value)];
}

function numbers(type: NumberType, values: readonly (number | bigint)[]): Buffer {
  const array =
    type === "u64" || type === "i64"
      ? new BIG_NUMBERS[type](values.map(BigInt))
      : new NUMBERS[type](values.map(Number));
  return Buffer.from(array.buffer);
}

function padded(bytes: Uint8Array, alignment: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}
