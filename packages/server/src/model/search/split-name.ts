// Large models come in parts, `name-00001-of-00003.gguf`; the first stands for all.
const SPLIT = /-(00\d{3})-of-(00\d{3})(\.gguf)$/i;

export interface SplitPart {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** The first part's name, or path when a path was given. */
  readonly first: string;
}

/** Which part of a split model a name stands for; `undefined` for a model in one file. */
export function splitPart(name: string): SplitPart | undefined {
  const [, index, count] = SPLIT.exec(name) ?? [];
  if (index === undefined || count === undefined) return undefined;
  return { index: Number(index), count: Number(count), first: partName(name, 1) };
}

/** All parts that belong to `name`, itself included. */
export function partNames(name: string): readonly string[] {
  const part = splitPart(name);
  if (part === undefined) return [name];
  return Array.from({ length: part.count }, (_, index) => partName(name, index + 1));
}

const partName = (name: string, index: number): string =>
  name.replace(
    SPLIT,
    (_, _index, count: string, end: string) => `-${String(index).padStart(5, "0")}-of-${count}${end}`,
  );
