// What is computed from a plan stands in the same parts as what it is computed from. Read as if a person had written it, each target, risk and
// task would be there twice.
import type { Markdown } from "../text/markdown.ts";
import { isWithin, type Span, spanAround } from "../text/span.ts";
import { type Region, regionsIn } from "./region.ts";
import { isPlanRegion } from "./region-kind.ts";

const known = new WeakMap<Markdown, readonly Region[]>();

/** In the order of the text. */
function planRegionsIn(markdown: Markdown): readonly Region[] {
  const regions = known.get(markdown) ?? regionsIn(markdown).filter(({ name }) => isPlanRegion(name));
  known.set(markdown, regions);
  return regions;
}

/** Whether something in a document is computed from its plan. */
export const hasPlanRegions = (markdown: Markdown): boolean => planRegionsIn(markdown).length > 0;

/** Those that a person wrote, of elements of a document. */
export function writtenByPeople<S extends Span>(markdown: Markdown, elements: S[]): S[] {
  const regions = planRegionsIn(markdown);
  return regions.length === 0 ? elements : elements.filter(({ from }) => spanAround(regions, from) === undefined);
}

/** The text of a span, with blanks for what is computed. */
export function writtenText(markdown: Markdown, span: Span): string {
  let text = markdown.text.slice(span.from, span.to);
  for (const region of planRegionsIn(markdown))
    if (isWithin(region, span)) {
      const [from, to] = [region.from - span.from, region.to - span.from];
      text = text.slice(0, from) + " ".repeat(to - from) + text.slice(to);
    }
  return text;
}
