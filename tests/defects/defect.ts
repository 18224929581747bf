// A defect with known truth: a change of a clean document that makes it wrong, and the lines at which somebody who reads the result
// would point. Changes hang on text, never on line numbers; text that is gone is a fault of the defect and stops everything.
import type { SeededRandom } from "@nomous/testkit";
import type { Base } from "./base.ts";

export interface Planted {
  readonly text: string;
  /** From 1; a finding that begins on one of them has found the defect. */
  readonly lines: readonly number[];
}

export interface Defect {
  readonly name: string;
  /** What is wrong, whatever the words: "goal without a test". */
  readonly kind: string;
  /** Null where this document has no place for it. */
  apply(base: Base, random: SeededRandom): Planted | null;
}

type Texts = string | readonly string[];

/** A change of one place. Several texts to put there are one defect in several wordings. */
type Change =
  | { readonly find: string; readonly put: Texts }
  /** A line of its own below the one that holds the text. */
  | { readonly below: string; readonly put: Texts }
  /** The line that holds the text goes. */
  | { readonly drop: string; readonly at: Texts };

/** What is changed in the base about this subject, and where that shows. Each text of it stands there exactly once. */
export type Plant = Change & {
  readonly in: string;
  /** Other changes, so that this defect is the only one. */
  readonly and?: readonly (readonly [find: string, put: string])[];
  /** Text on the lines that are wrong, where that is not what was put. */
  readonly at?: Texts;
  /** Text on lines that are as good an answer. */
  readonly or?: Texts;
};

/** Defects that are written for one place of one base each. */
export const plants = (kind: string, ...all: readonly Plant[]): Defect[] =>
  all.map((plant) => ({
    name: `${kind}: ${anchorOf(plant).trim().slice(0, 40).trim()}`,
    kind,
    apply: (base, random) => (base.name === `${base.type}-${plant.in}` ? planted(plant, base, random) : null),
  }));

function anchorOf(change: Change): string {
  if ("find" in change) return change.find;
  return "below" in change ? change.below : change.drop;
}

function planted(plant: Plant, base: Base, random: SeededRandom): Planted {
  const prepared = (plant.and ?? []).reduce((text, [from, to]) => replaceOnce(text, from, to), base.text);
  const { text, lines } = changed(prepared, plant, random);
  const own = plant.at === undefined ? lines : linesWith(text, plant.at);
  return { text, lines: [...new Set([...own, ...linesWith(text, plant.or ?? [])])] };
}

function changed(text: string, change: Change, random: SeededRandom): Planted {
  if ("drop" in change) return { text: splice(text, lineSpan(text, change.drop), ""), lines: [] };
  const put = random.pick(listOf(change.put));
  if ("find" in change) return splicedIn(text, placeOf(text, change.find), put);
  const { to } = lineSpan(text, change.below);
  return splicedIn(text, { from: to, to }, `${put}\n`);
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A piece of text in place of another one, and the lines on which it stands then. */
export function splicedIn(text: string, span: Span, put: string): Planted {
  const after = splice(text, span, put);
  const first = lineAt(after, span.from);
  const last = lineAt(after, span.from + put.trimEnd().length);
  return { text: after, lines: Array.from({ length: last - first + 1 }, (_, i) => first + i) };
}

const splice = (text: string, { from, to }: Span, put: string): string => text.slice(0, from) + put + text.slice(to);

/** Where a text stands that has to stand in another one exactly once, however a formatter has padded its tables. */
function placeOf(text: string, find: string): Span {
  const pattern = find.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&").replaceAll(/ +/g, " +");
  const [match, ...more] = text.matchAll(new RegExp(pattern, "g"));
  if (match === undefined) throw new Error(`"${find}" is gone`);
  if (more.length > 0) throw new Error(`"${find}" stands there ${more.length + 1} times`);
  return { from: match.index, to: match.index + match[0].length };
}

/** The whole line that holds a text, with its line feed. */
function lineSpan(text: string, find: string): Span {
  const { from } = placeOf(text, find);
  const end = text.indexOf("\n", from);
  return { from: text.lastIndexOf("\n", from) + 1, to: end < 0 ? text.length : end + 1 };
}

const replaceOnce = (text: string, find: string, put: string): string => splice(text, placeOf(text, find), put);

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

const listOf = (texts: Texts): readonly string[] => (typeof texts === "string" ? [texts] : texts);

const linesWith = (text: string, found: Texts): number[] =>
  listOf(found).map((one) => lineAt(text, placeOf(text, one).from));
