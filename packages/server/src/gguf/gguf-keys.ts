// The named values of a header, each asked for as what it has to be.
import { GgufError, quoted } from "./gguf-error.ts";

export interface GgufTexts {
  readonly length: number;
  /** As they stand in the file, each after its length in 64 bits. */
  readonly bytes: Buffer;
}

export interface GgufNumbers {
  readonly length: number;
  /** Left out of long lists, which are those of a vocabulary. */
  readonly values?: readonly number[];
}

/** Yes and no are 1 and 0. */
export type GgufValue = string | number | { readonly texts: GgufTexts } | { readonly numbers: GgufNumbers };

/** What is not there is `undefined`; what is something else throws a `GgufError`. */
export class GgufKeys {
  readonly #values: ReadonlyMap<string, GgufValue>;
  readonly #prefix: string;

  constructor(values: ReadonlyMap<string, GgufValue>, prefix = "") {
    this.#values = values;
    this.#prefix = prefix;
  }

  /** Those that begin with `prefix`, to be asked for without it. */
  under(prefix: string): GgufKeys {
    return new GgufKeys(this.#values, this.#prefix + prefix);
  }

  names(): readonly string[] {
    const names = [...this.#values.keys()].filter((name) => name.startsWith(this.#prefix));
    return names.map((name) => name.slice(this.#prefix.length));
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  text(key: string): string | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === "string") return value;
    throw this.wrong(key, "no text");
  }

  number(key: string): number | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === "number") return value;
    throw this.wrong(key, "no number");
  }

  /** A whole number that is not negative. */
  count(key: string): number | undefined {
    const value = this.number(key);
    if (value === undefined || isCount(value)) return value;
    throw this.wrong(key, "no count");
  }

  /** A count that has to be there, and more than 0. */
  size(key: string): number {
    const count = this.count(key);
    if (!count) throw this.wrong(key, count === 0 ? "0" : "missing");
    return count;
  }

  /** One count for each of `layers`, whether the file has a list of them or one for all. */
  countsByLayer(key: string, layers: number): readonly number[] | undefined {
    const value = this.#get(key);
    if (typeof value !== "object") {
      const count = this.count(key);
      return count === undefined ? undefined : Array<number>(layers).fill(count);
    }
    const counts = "numbers" in value ? value.numbers.values : undefined;
    if (counts?.length === layers && counts.every(isCount)) return counts;
    throw this.wrong(key, `no list of ${layers} counts, one for each layer`);
  }

  texts(key: string): GgufTexts | undefined {
    const value = this.#get(key);
    if (value === undefined) return undefined;
    if (typeof value === "object" && "texts" in value) return value.texts;
    throw this.wrong(key, "no list of texts");
  }

  numbers(key: string): GgufNumbers | undefined {
    const value = this.#get(key);
    if (value === undefined) return undefined;
    if (typeof value === "object" && "numbers" in value) return value.numbers;
    throw this.wrong(key, "no list of numbers");
  }

  wrong(key: string, is: string): GgufError {
    return new GgufError("corrupt", `The key ${quoted(this.#prefix + key)} is ${is}.`);
  }

  #get(key: string): GgufValue | undefined {
    return this.#values.get(this.#prefix + key);
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
