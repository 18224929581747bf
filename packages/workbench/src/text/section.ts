import type { Heading } from "./markdown.ts";
import type { Span } from "./span.ts";

/** A heading and everything below it, up to the next heading that is not deeper. */
export interface Section extends Span {
  readonly heading: Heading;
  /** What follows the heading, with the sections below it. */
  readonly body: Span;
  /** What follows the heading, up to the next heading of any level. */
  readonly own: Span;
  readonly parent: Section | null;
}

export function buildSections(headings: readonly Heading[], end: number): Section[] {
  const ends = endsOf(headings, end);
  const sections: Section[] = [];
  let open: Section[] = [];
  for (const [i, heading] of headings.entries()) {
    open = open.filter((above) => above.heading.level < heading.level);
    const to = ends[i] ?? end;
    const section: Section = {
      heading,
      from: heading.from,
      to,
      body: { from: heading.to, to },
      own: { from: heading.to, to: headings[i + 1]?.from ?? end },
      parent: open.at(-1) ?? null,
    };
    sections.push(section);
    open.push(section);
  }
  return sections;
}

/** Where each heading's section ends: at the next heading that is not deeper. */
function endsOf(headings: readonly Heading[], end: number): number[] {
  const nextOfLevel: number[] = [];
  const ends: number[] = [];
  for (const { level, from } of headings.toReversed()) {
    ends.push(Math.min(end, ...nextOfLevel.slice(0, level + 1).filter((offset) => offset !== undefined)));
    nextOfLevel[level] = from;
  }
  return ends.toReversed();
}
