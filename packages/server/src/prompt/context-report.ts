// What of a prompt's context a person is told: what is in it, how large that is, and what had to stay out.
import { type ContextReport, type ContextSection, oneLine, shorten } from "@nomous/protocol";
import { givenTokens, type Material } from "./context-size.ts";
import type { ContextSize, Fitting } from "./fit-context.ts";
import type { Attached } from "./read-attached.ts";
import type { TokenCounts } from "./token-counts.ts";

export interface FittedContext {
  readonly material: Material;
  readonly size: ContextSize;
  readonly fitting: Fitting;
  readonly counts: TokenCounts;
}

/** So many and so long that a report of paths in any script is no larger than an item of the log. */
const MAX_SECTIONS = 40;
const MAX_PATH_CHARACTERS = 80;
const MAX_LABEL_CHARACTERS = 120;

export function contextReport(
  context: FittedContext,
  { size, reserved }: Pick<ContextReport, "size" | "reserved">,
): ContextReport {
  const attached = attachedSections(context);
  return {
    size,
    isExact: context.counts.isExact && attached.every(({ isExact }) => isExact),
    sections: givenSections(context, attached).slice(0, MAX_SECTIONS),
    reserved,
    dropped: droppedSections(context, attached).slice(0, MAX_SECTIONS),
  };
}

function givenSections({ material, size, fitting }: FittedContext, attached: readonly AttachedSections[]) {
  const { dropped, passages } = fitting;
  const turns = sum(material.exchanges.slice(dropped, -1).map((exchange) => exchange.turns));
  const turnTokens = sum(size.exchanges.slice(dropped, -1).map(({ tokens }) => tokens));
  return [
    section("system", "system text", size.system),
    section("turns", `${plural(turns, "turn")} on this branch`, turnTokens),
    ...attached.flatMap(({ given }) => given ?? []),
    section("passages", plural(passages, "passage"), sum(size.passages.slice(0, passages))),
    section("prompt", "prompt", size.exchanges.at(-1)?.tokens ?? 0),
  ].filter(({ tokens }) => tokens > 0);
}

/** In the order in which it went; then what was not there to begin with. */
function droppedSections({ material, size, fitting }: FittedContext, attached: readonly AttachedSections[]) {
  const { exchanges, passages, passageProblem } = material;
  const { dropped } = fitting;
  const turns = sum(exchanges.slice(0, dropped).map((exchange) => exchange.turns));
  const turnTokens = sum(size.exchanges.slice(0, dropped).map(({ tokens }) => tokens));
  const out = passages.length - fitting.passages;
  const missing = exchanges.slice(dropped).flatMap((exchange) => exchange.missing);
  return [
    ...(out > 0 ? [section("passages", plural(out, "passage"), sum(size.passages.slice(fitting.passages)))] : []),
    ...attached.flatMap(({ given, rest }) => (given === undefined ? [] : (rest ?? []))),
    ...(turns > 0 ? [section("turns", `the oldest ${plural(turns, "turn")}`, turnTokens)] : []),
    ...attached.flatMap(({ given, rest }) => (given === undefined ? (rest ?? []) : [])),
    ...(passageProblem === undefined ? [] : [section("passages", `passages: ${passageProblem}`, 0)]),
    ...missing.map(({ why }) => section("attachment", why, 0)),
  ];
}

/** What is given of something attached, and what is not. */
interface AttachedSections {
  readonly given?: ContextSection;
  readonly rest?: ContextSection;
  readonly isExact: boolean;
}

const attachedSections = ({ material, fitting, counts }: FittedContext): readonly AttachedSections[] =>
  material.exchanges.flatMap(({ attached }, index) =>
    attached.map((each, at) => {
      const lines = index < fitting.dropped ? undefined : (fitting.lines[index]?.[at] ?? Infinity);
      return each.type === "image" ? imageSections(each, lines, counts) : fileSections(each, lines, counts);
    }),
  );

/** `lines` that are given; `undefined` when its turn is left out. */
function imageSections(image: Attached, lines: number | undefined, counts: TokenCounts): AttachedSections {
  const whole = section("attachment", `${pathLabel(image)} (image)`, givenTokens(image, Infinity, counts));
  return { [lines === undefined ? "rest" : "given"]: whole, isExact: false };
}

function fileSections(
  file: Extract<Attached, { type: "file" }>,
  lines: number | undefined,
  counts: TokenCounts,
): AttachedSections {
  const path = pathLabel(file);
  const isRead = file.lines.length === file.total;
  const read = givenTokens(file, Infinity, counts);
  // What was not read is taken to be as dense as what was.
  const of = isRead ? read : Math.round((read * file.total) / file.lines.length);
  if (lines === undefined) return { rest: section("attachment", path, of), isExact: isRead };
  const kept = Math.min(lines, file.lines.length);
  if (kept === file.total) return { given: section("attachment", path, of), isExact: true };
  const tokens = givenTokens(file, lines, counts);
  const [from, to] = [file.line + kept, file.line + file.total - 1];
  return {
    given: { ...section("attachment", `${path}, ${digits(kept)} of ${plural(file.total, "line")}`, tokens), of },
    rest: section("attachment", `lines ${digits(from)} to ${digits(to)} of ${path}`, Math.max(0, of - tokens)),
    isExact: isRead,
  };
}

const section = (kind: ContextSection["kind"], label: string, tokens: number): ContextSection => ({
  kind,
  label: shorten(oneLine(label), MAX_LABEL_CHARACTERS),
  tokens,
});

const pathLabel = ({ path }: Attached): string => shorten(oneLine(path), MAX_PATH_CHARACTERS);
const plural = (count: number, word: string): string => `${digits(count)} ${word}${count === 1 ? "" : "s"}`;
export const digits = (count: number): string => count.toLocaleString("en");
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
