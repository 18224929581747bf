/** Entries of a function that are kept. */
const MOST = 256;

/** The same as `read`, which depends on its text alone: while a history is walked the same texts are asked about again and again. */
export function keep<T extends string | readonly string[]>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
