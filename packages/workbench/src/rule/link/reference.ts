import { isClaimName } from "../../claim/claim-key.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const linkReference: Rule = {
  id: "link.reference",
  title: "A link by name without a definition",
  why: "It is no link then: the reader sees two pairs of brackets.",
  remedy: "Add a line with the name in brackets, a colon and the address, or correct the name.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Bridge\n\nFrames are told in [the protocol][wire].\n\n[protocol]: protocol.md\n",
    files: { "docs/protocol.md": "# Protocol\n" },
  },
  good: {
    text: "# Bridge\n\nFrames are told in [the protocol][wire].\n\n[wire]: protocol.md\n",
    files: { "docs/protocol.md": "# Protocol\n" },
  },
  *check({ markdown: { text, links, definitions, headings } }: Subject): Iterable<Problem> {
    const names = new Set(definitions.map(({ name }) => nameKey(name)));
    // Some tools take a heading for its own definition.
    for (const { title } of headings) names.add(nameKey(title));
    for (const { from, to, reference, isShortcut, content } of links) {
      // Claims are told by a rule of their own.
      if (reference === null || isShortcut || names.has(nameKey(reference)) || isClaimName(reference)) continue;
      if (isCode(text.slice(content.from, content.to), reference) || isPartOfMore(text, from, to)) continue;
      yield { from, to, message: `Nothing defines ${quote(reference)}. ${linkReference.remedy}` };
    }
  },
};

/** As CommonMark compares them. */
const nameKey = (name: string): string => name.trim().replaceAll(/\s+/g, " ").toLowerCase().toUpperCase();

/** Footnotes, numbered sources, boxes to tick, sets of characters and flags of a command line stand in two pairs of brackets too. */
const isCode = (words: string, name: string): boolean =>
  [words, name].some((piece) => /^[\^!,.:{#$%-]|^\s*[xX]?\s*$|\w-\w$|[\\|=<>*+]/.test(piece)) ||
  [words, name].every((piece) => /^[\d\s,–-]*$/.test(piece));

/** `matrix[i][j]`, `[usage][options][files]`. */
const isPartOfMore = (text: string, from: number, to: number): boolean =>
  /[\w\])[:]/.test(text.charAt(from - 1)) || /[\w[(]/.test(text.charAt(to));
