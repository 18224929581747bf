// What a picture says and where, read back from its SVG, for tests that nothing is drawn on anything else.
import { textWidth } from "./text-width.ts";

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** Every line of words with where it stands on the sheet. */
export function wordsIn(svg: string): Word[] {
  const found: Word[] = [];
  const origins = [{ x: 0, y: 0 }];
  for (const [all, dx, dy, attributes = "", content = ""] of svg.matchAll(
    /<g transform="translate\(([\d.-]+) ([\d.-]+)\)">|<\/g>|<text ([^>]*)>(.*?)<\/text>/g,
  )) {
    const origin = origins.at(-1) ?? { x: 0, y: 0 };
    if (dx !== undefined && dy !== undefined) origins.push({ x: origin.x + Number(dx), y: origin.y + Number(dy) });
    else if (all === "</g>") origins.pop();
    else found.push(wordAt(origin, attributes, content));
  }
  return found;
}

function wordAt(origin: { x: number; y: number }, attributes: string, content: string): Word {
  const numberOf = (name: string): number => Number(new RegExp(String.raw`\b${name}="([^"]*)"`).exec(attributes)?.[1]);
  const text = content
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  // The letters of cells are in another font, and their boxes keep them apart.
  const width = attributes.includes("chart-cell") ? 14 : textWidth(text) + (content.includes("dx=") ? 8 : 0);
  const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
  const x = origin.x + numberOf("x") - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return { text, from: x, to: x + width, y: origin.y + numberOf("y") };
}

/** Pairs of words that are drawn on each other. */
export const overlaps = (words: readonly Word[]): string[] =>
  words.flatMap((one, i) =>
    words
      .slice(i + 1)
      .filter((other) => Math.abs(one.y - other.y) < 10 && one.from < other.to && other.from < one.to)
      .map((other) => `${one.text} | ${other.text}`),
  );
