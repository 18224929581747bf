/** A half-open range of UTF-16 offsets into a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a block stands: to the parser the carriage return before a line feed is a blank at the end of it. */
export const blockSpan = ({ from, to }: Span, text: string): Span => ({
  from,
  to: text[to - 1] === "\r" ? to - 1 : to,
});

export const isWithin = (inner: Span, outer: Span): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** Those that lie inside `outer`; `spans` are sorted by `from`. */
export function spansWithin<S extends Span>(spans: readonly S[], outer: Span): S[] {
  const found: S[] = [];
  for (let i = firstFrom(spans, outer.from); i < spans.length; i += 1) {
    const span = spans[i];
    if (span === undefined || span.from >= outer.to) break;
    if (span.to <= outer.to) found.push(span);
  }
  return found;
}

/** The last one that begins at or before an offset, when it ends behind it; `spans` are sorted by `from`. */
export function spanAround<S extends Span>(spans: readonly S[], offset: number): S | undefined {
  const span = spans[firstFrom(spans, offset + 1) - 1];
  return span !== undefined && offset < span.to ? span : undefined;
}

/** The index of the first span that does not begin before `offset`. */
function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
