// Headings that say the same twice under one heading, each with something below it.
import type { Markdown } from "../../text/markdown.ts";
import type { Section } from "../../text/section.ts";
import { headingKey } from "../../type/locate-parts.ts";

export interface RepeatedHeading {
  readonly first: Section;
  readonly again: Section;
}

export function repeatedHeadings({ sections, text }: Markdown): RepeatedHeading[] {
  const repeated: RepeatedHeading[] = [];
  const known = new Map<Section | null, Map<string, Section>>();
  for (const section of sections) {
    if (text.slice(section.body.from, section.body.to).trim() === "") continue;
    const siblings = known.get(section.parent) ?? new Map<string, Section>();
    known.set(section.parent, siblings);
    const key = keyOf(section.heading.title);
    const first = siblings.get(key);
    if (first === undefined) siblings.set(key, section);
    else repeated.push({ first, again: section });
  }
  return repeated;
}

/** The number of a step is its name, that of a chapter is not. */
const keyOf = (title: string): string =>
  /^(?:section|part|step)\b/i.test(title.trim()) ? title.toLowerCase() : headingKey(title);
