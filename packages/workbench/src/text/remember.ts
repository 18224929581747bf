// What a function says of texts, kept for the next time: while somebody types, nearly all pieces of a document are what they were a key ago.
// Those that nobody has asked for lately go, in two halves. A text is kept as a copy of its own: a slice would keep all that it was cut from.

/** Characters a half may hold; a document of a megabyte fits. */
const MOST = 2_000_000;
/** What an entry takes besides its characters, in characters. */
const ENTRY = 64;

/** The same as `read`, which depends on its text alone and gives what nobody changes. */
export function remember<T extends object | string | number | boolean | null>(
  read: (text: string) => T,
): (text: string) => T {
  let fresh = new Map<string, T>();
  let old = new Map<string, T>();
  let size = 0;
  return (text) => {
    const known = fresh.get(text);
    if (known !== undefined) return known;
    const own = copied(text);
    const value = old.get(text) ?? read(own);
    size += own.length + ENTRY;
    if (size > MOST) {
      old = fresh;
      fresh = new Map();
      size = 0;
    }
    fresh.set(own, value);
    return value;
  };
}

/** Joined and cut again, a text has characters of its own. */
const copied = (text: string): string => ` ${text}`.slice(1);
