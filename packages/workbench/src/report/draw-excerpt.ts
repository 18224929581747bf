// A line of a document with a range underlined. Terminals draw some characters two columns wide and join others to one: what is
// counted are the characters that people see.

interface Glyph {
  /** UTF-16 units before it. */
  readonly at: number;
  readonly text: string;
  /** In columns of a terminal. */
  readonly width: number;
}

export interface DrawnExcerpt {
  readonly line: string;
  /** `^~~~`, below the range. */
  readonly marks: string;
}

/** Draws the range `from` to `to`, in UTF-16 units, in at most `width` columns; a longer line is cut around it. */
export function drawExcerpt(excerpt: string, { from, to }: { from: number; to: number }, width: number): DrawnExcerpt {
  const glyphs = glyphsOf(excerpt);
  const before = glyphs.filter(({ at, text }) => at + text.length <= from);
  const behind = glyphs.slice(before.length);
  const isShort = widthOf(glyphs) <= width;
  const lead = isShort ? before : fit(before.toReversed(), width / 3).toReversed();
  const left = lead.length < before.length ? "…" : "";
  const rest = isShort ? behind : fit(behind, width - widthOf(lead) - left.length - 1);
  const right = rest.length < behind.length ? "…" : "";
  const marked = widthOf(rest.filter(({ at }) => at < to));
  return {
    line: left + textOf([...lead, ...rest]) + right,
    marks: `${" ".repeat(left.length + widthOf(lead))}^${"~".repeat(Math.max(0, marked - 1))}`,
  };
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

const WIDE =
  /[\p{Emoji_Presentation}\uFE0F\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const UNSEEN = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const glyphsOf = (text: string): Glyph[] =>
  [...GRAPHEMES.segment(text)].map(({ index, segment }) => ({
    at: index,
    text: segment,
    width: UNSEEN.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1,
  }));

const widthOf = (glyphs: readonly Glyph[]): number => glyphs.reduce((sum, { width }) => sum + width, 0);
const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ text }) => text).join("");

/** As many of the first glyphs as fit. */
function fit(glyphs: readonly Glyph[], width: number): readonly Glyph[] {
  let used = 0;
  const end = glyphs.findIndex((glyph) => (used += glyph.width) > width);
  return end < 0 ? glyphs : glyphs.slice(0, end);
}
