// Units by one name each, and what they are worth in the smallest one of their kind, so that `0.2 s` and `200 ms` can be compared.

/** By kind: each unit with its worth in the first one, and other ways to write it. */
const KINDS: readonly (readonly (readonly [unit: string, worth: number, ...others: readonly string[]])[])[] = [
  [
    ["ms", 1, "millisecond", "msec", "millis"],
    ["ns", 1e-6, "nanosecond"],
    ["µs", 1e-3, "μs", "us", "microsecond"],
    ["s", 1e3, "sec", "second"],
    ["min", 6e4, "minute", "mins"],
    ["h", 36e5, "hr", "hour", "hrs"],
    ["day", 864e5, "d"],
    ["week", 6048e5, "wk"],
  ],
  [
    ["byte", 1],
    ["kb", 1e3, "kilobyte"],
    ["kib", 1024],
    ["mb", 1e6, "megabyte"],
    ["mib", 1024 ** 2],
    ["gb", 1e9, "gigabyte", "gig"],
    ["gib", 1024 ** 3],
    ["tb", 1e12, "terabyte"],
    ["tib", 1024 ** 4],
  ],
  [
    ["%", 1, "percent", "per cent", "pct"],
    ["‰", 0.1],
  ],
];

/** Written as a word of its own, each is something a second. */
const RATES: Readonly<Record<string, string>> = { rps: "request/s", qps: "query/s", tps: "token/s", fps: "frame/s" };

const SHORT: Readonly<Record<string, string>> = {
  tok: "token",
  req: "request",
  msg: "message",
  conn: "connection",
  user: "user",
};

const WORTH: ReadonlyMap<string, { readonly unit: string; readonly kind: string; readonly worth: number }> = new Map(
  KINDS.flatMap((units) =>
    units.flatMap(([unit, worth, ...others]) =>
      [unit, ...others].map((name) => [name, { unit, kind: units[0]?.[0] ?? unit, worth }] as const),
    ),
  ),
);

const singular = (word: string): string => {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
};

/** One name for a unit however it is written: in lower case, in the singular, `tokens per second` as `token/s`. */
export function canonicalUnit(written: string): string {
  const [thing = "", each, ...rest] = written
    .toLowerCase()
    .replaceAll(/\s+per\s+(?!cent)/g, "/")
    .split("/");
  const parts = [thing, ...(each === undefined ? [] : [each]), ...rest].map((part) => {
    const one = singular(part.trim());
    return WORTH.get(one)?.unit ?? SHORT[one] ?? one;
  });
  const unit = parts.join("/");
  return RATES[unit] ?? unit;
}

/** What a canonical unit is measured in, and how many of that it is worth. */
export function worthOf(unit: string): { readonly kind: string; readonly worth: number } {
  const [thing = "", ...each] = unit.split("/");
  const { kind, worth } = WORTH.get(thing) ?? { kind: thing, worth: 1 };
  return { kind: [kind, ...each].join("/"), worth };
}

/** Whether it is a unit of time, size or share, and no name of what is counted. */
export const isPhysical = (unit: string): boolean => WORTH.has(unit.split("/")[0] ?? "");
