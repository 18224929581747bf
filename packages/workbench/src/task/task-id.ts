// Ids of tasks and how others name them: `T1, T2`, `T1–T4`, `t01`. Words that are no ids ("after the review") and issues of other
// systems (`PROJ-77`, `#12`) are left alone.
import type { Cell } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import type { Predecessor } from "./task.ts";

/** By key, each as the first task that has it writes it. */
type KnownIds = ReadonlyMap<string, string>;

/** `TASK-007` and `task-7` are one id. */
export const idKey = (id: string): string =>
  id
    .toLowerCase()
    .replaceAll(/(?<![\d.])0+(?=\d)/g, "")
    .trim();

/** What ids of one list have in common: `T12` and `T3` are kin. */
export const kinOf = (id: string): string => idKey(id).replace(/[\d.]+$/, "");

/** An id at the beginning, and what sets it off: `T1: …`, `**T1** …`, `T1 – …`. */
const OWN_ID = /^[\s*_`]*([A-Z]{1,6}-?\d+(?:\.\d+)*)(?:([*_`]+|[:.)]|\s+[–—-]\s|$)|(?=\s))/;
/** Names of other things that look like ids. */
const NO_ID = /^(?:P\d\d|Q\d|UTF-\d+|H26\d|SHA-?\d+|ES\d+|MP\d|S3|EC2)$/;

/** The id that a cell or an item gives itself. */
export function ownId(text: string, { from, to }: Span): { readonly id: Cell; readonly isSetOff: boolean } | null {
  const [found = "", id = "", mark] = OWN_ID.exec(text.slice(from, to)) ?? [];
  if (id === "" || NO_ID.test(id)) return null;
  const start = from + found.indexOf(id);
  return { id: { from: start, to: start + id.length, text: id }, isSetOff: mark !== undefined };
}

const ID = "(?:[A-Za-z]{1,10}[-_.]?)?\\d+(?:\\.\\d+)*";
const REFERENCE = new RegExp(
  `(?<![\\w#/.-])(${ID})(?:\\s*(?:-|–|—|\\.\\.+|…|\\bto\\b|\\bthrough\\b)\\s*(${ID}))?(?!\\w)`,
  "gi",
);
const SEPARATED = /(?:(?!\band\b|<br)[^,;&+\n])+/gi;
const MARKS = /^[\s*_~`[\]().>]+|[\s*_~`[\]().<]+$/g;
const SHORT_ID = /^[A-Z]{1,4}\d+(?:\.\d+)*$/;

/** More than this nobody lists for others to read. */
const MAX_RANGE = 500;

/** The ids that After names, in its order. */
export function predecessorsIn(text: string, field: Cell, known: KnownIds, kin: ReadonlySet<string>): Predecessor[] {
  const raw = text.slice(field.from, field.to).replaceAll(/\]\([^)]*\)/g, (target) => " ".repeat(target.length));
  return [...raw.matchAll(SEPARATED)].flatMap(({ 0: part, index }) => {
    const words = part.replaceAll(MARKS, "");
    const from = field.from + index + part.indexOf(words);
    const whole = known.get(idKey(words.replace(/^(?:task|step|#)\s*/i, "")));
    if (whole !== undefined) return [{ id: whole, isKnown: true, from, to: from + words.length }];
    return referencesIn(words, known, kin).map((one) => ({ ...one, from: from + one.from, to: from + one.to }));
  });
}

function referencesIn(words: string, known: KnownIds, kin: ReadonlySet<string>): Predecessor[] {
  return [...words.matchAll(REFERENCE)].flatMap((match) => {
    const [found, first = "", last] = match;
    const isAlone = found.length === words.length;
    const ids = last === undefined ? [first] : (idsBetween(first, last, (id) => known.has(idKey(id))) ?? [first, last]);
    return ids
      .map((id) => ({ id: known.get(idKey(id)) ?? id, isKnown: known.has(idKey(id)) }))
      .filter(({ id, isKnown }) => isKnown || (kinOf(id) === "" ? isAlone && kin.has("") : isMeantAsTask(id, kin)))
      .map((one) => ({ ...one, from: match.index, to: match.index + found.length }));
  });
}

/** Everything in a text that could be the id of a task, ranges by their members. */
export const idsNamedIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].flatMap(([, first = "", last]) =>
    last === undefined ? [first] : (idsBetween(first, last, () => true) ?? [first, last]),
  );

const isMeantAsTask = (id: string, kin: ReadonlySet<string>): boolean => kin.has(kinOf(id)) || SHORT_ID.test(id);

/** Those that are there from one id to the other, and the two themselves; null when they do not count on. */
function idsBetween(first: string, last: string, isThere: (id: string) => boolean): string[] | null {
  const [, prefix = "", low = ""] = /^(.*?)(\d+)$/.exec(first) ?? [];
  const [, otherPrefix = "", high = ""] = /^(.*?)(\d+)$/.exec(last) ?? [];
  const count = Number(high) - Number(low);
  if ((otherPrefix !== "" && idKey(otherPrefix) !== idKey(prefix)) || count <= 0 || count > MAX_RANGE) return null;
  const inner = Array.from({ length: count - 1 }, (_, i) => `${prefix}${Number(low) + 1 + i}`);
  return [first, ...inner.filter(isThere), `${prefix}${high}`];
}
