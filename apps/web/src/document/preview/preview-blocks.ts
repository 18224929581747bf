import type { OutlineEntry } from "../check/check-message.ts";

/** The last block that begins at or before a place; -1 above the first. `blocks` holds begin and end of each, in order. */
export function blockAt(blocks: Uint32Array, at: number): number {
  let low = 0;
  let high = blocks.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[2 * middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The heading that `#name` means, as code hosts write names: the second of two alike is `name-1`. */
export function headingNamed(outline: readonly OutlineEntry[], name: string): OutlineEntry | undefined {
  const seen = new Map<string, number>();
  const wanted = name.toLowerCase();
  return outline.find(({ title }) => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return (count === 0 ? slug : `${slug}-${count}`) === wanted;
  });
}
