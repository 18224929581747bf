// What a sentence says around one of its claims: the words that judge, and the variants that it speaks of.
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import type { Metric } from "../experiment/experiment.ts";
import type { Span } from "../text/span.ts";
import { type Assertion, assertionsIn, isHedged } from "./assertions.ts";
import type { Measured } from "./measured.ts";
import type { Claim } from "./read-claims.ts";
import { belongingTo, concludedFrom, leadingTo, segmentsOf } from "./segments.ts";
import { type NamedVariant, variantNamesIn } from "./variant-names.ts";

export interface Speech {
  /** The nearest to the claim first. Places are those of the sentence. */
  readonly assertions: readonly Assertion[];
  readonly names: readonly NamedVariant[];
  /** "From", "was", "against" stand right before it: it is what another number is compared with. */
  readonly isReference: boolean;
  /** It asserts nothing: a guess, a wish, a question. */
  readonly isHedged: boolean;
}

/** `beside` are the claims of the same sentence, this one among them. */
export function speechOf(claim: Claim, beside: readonly Claim[], measured: Measured): Speech {
  const { text } = claim.sentence;
  const places = beside.map((one) => placeOf(one));
  const own = places[beside.indexOf(claim)] ?? placeOf(claim);
  const segments = segmentsOf(text, places);
  const found = assertionsIn(hideMetric(text, measured.metric))
    .filter((one) => counts(one, own, text, measured.metric))
    .map((one) => ({ ...one, words: text.slice(one.from, one.to) }));
  const near = belongingTo(found, own, places, segments);
  const assertions = [...new Set([...near, ...concludedFrom(found, own, segments)])];
  // "A third of what one frame needs": what stands behind is the whole.
  const isPart = /^\s*of\b/i.test(text.slice(own.to));
  const named = variantNamesIn(text, measured.variants).map((one) =>
    isPart && one.from > own.to ? { ...one, isReference: true } : one,
  );
  const compared = leadingTo(named, own, segments).filter((one) => one.isReference);
  const clause = segments.find(({ from, to }) => from <= own.from && own.to <= to)?.clause;
  const said = segments
    .filter((segment) => segment.clause === clause)
    .map(({ from, to }) => text.slice(from, to))
    .join(" ");
  return {
    assertions: assertions.toSorted((a, b) => distance(a, own) - distance(b, own)),
    names: [...new Set([...belongingTo(named, own, places, segments), ...compared])],
    isReference: REFERENCE.test(text.slice(0, own.from)),
    isHedged: isHedged(said) || isQuestion(text),
  };
}

/** Where a claim stands in its sentence. */
const placeOf = ({ from, to, sentence }: Claim): Span => ({
  from: from - sentence.from,
  to: to - sentence.from,
});

export const isQuestion = (text: string): boolean => /\?["')\]]*\s*$/.test(text);

const REFERENCE =
  /\b(?:from|was|were|against|than|versus|vs\.?|instead of|compared (?:with|to)|down from|up from)\s*\(?\s*$/i;

const distance = (one: Span, place: Span): number => Math.max(0, place.from - one.to, one.from - place.to);

/** "Dropped frames" is a name, whatever its words say elsewhere. */
function hideMetric(text: string, { id, title }: Metric): string {
  return [title, id].reduce((rest, name) => {
    const at = rest.toLowerCase().indexOf(name.toLowerCase());
    return at < 0 ? rest : rest.slice(0, at) + "_".repeat(name.length) + rest.slice(at + name.length);
  }, text);
}

function counts({ from, to, isSpeed, isBeside }: Assertion, place: Span, text: string, metric: Metric): boolean {
  if (isSpeed && !isOfSpeed(metric)) return false;
  if (!isBeside || (from >= place.from && to <= place.to)) return true;
  return from >= place.to
    ? /^\s*(?:[\p{L}\p{N}-]+\s+)?$/u.test(text.slice(place.to, from))
    : /^\s*(?:by\s+|about\s+|at least\s+)*$/i.test(text.slice(to, place.from));
}

const SPEED = /latenc|delay|\btime|duration|throughput|speed|\brate\b|per second|fps|start-?up|round[- ]trip/i;

const isOfSpeed = ({ unit, title }: Metric): boolean => {
  const { kind } = worthOf(canonicalUnit(unit));
  return kind === "ms" || kind.endsWith("/s") || kind.endsWith("/ms") || SPEED.test(title);
};
