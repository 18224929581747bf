// The heading that a task stands under: the deepest one, since plans that have phases give each a heading below that of the part.
import type { Subject } from "../rule/subject.ts";
import { plainText } from "../text/plain-text.ts";
import type { Span } from "../text/span.ts";

interface Named extends Span {
  readonly title: string;
}

/** Spans come in the order of the text; those of one parse are nested or apart. */
export function phaseFinder({ markdown, typed }: Subject): (span: Span) => string {
  const { text, tree, sections } = markdown;
  const headings = sections.map(({ body, heading }): Named => ({ ...body, title: heading.title }));
  const byHeading = new Set(sections.map(({ heading }) => heading.from));
  const labels = (typed?.located ?? [])
    .filter(({ anchor }) => !byHeading.has(anchor.from))
    .map(({ anchor, content }): Named => ({
      ...content,
      title: plainText(tree, text, anchor).replace(/:.*$/s, ""),
    }));
  const all = [...headings, ...labels].toSorted((a, b) => a.from - b.from);
  return ({ from }) => nearest(all, from)?.title ?? "";
}

/** The last one that begins before an offset and goes on behind it is the innermost. */
function nearest(all: readonly Named[], offset: number): Named | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0; i -= 1) {
    const one = all[i];
    if (one !== undefined && one.to > offset) return one;
  }
  return undefined;
}
