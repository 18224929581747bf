// Which variants a sentence speaks of, and whether each is what it is about or what it is compared with.
import type { Variant } from "../experiment/experiment.ts";
import type { Span } from "../text/span.ts";

export interface NamedVariant extends Span {
  readonly id: string;
  /** Behind "than", "against": what another is compared with. */
  readonly isReference: boolean;
}

/** Ids that are words of every sentence name nothing on their own; their titles do. */
const PLAIN_WORD =
  /^(?:no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|on|off|a|b|new|old|now|before|after|main|base|current|with|without|all|some|fast|slow|small|large|default|\d+)$/i;
const REFERENCE =
  /\b(?:than|against|over|versus|vs\.?|from|compared (?:with|to)|relative to|instead of|as|outperforms?|outperformed|beats?|replac(?:es|ed|ing))(?:\s+(?:with|for|in|at|by|the|an?|is|are|of|what))*\s+$/i;

/** "The difference between one frame and four frames" is about neither more than the other. */
const BETWEEN = /\bbetween\s+(?:the\s+)?$|\bbetween\b[^,;.]*\band\s+(?:the\s+)?$/i;

export function variantNamesIn(text: string, variants: readonly Variant[]): NamedVariant[] {
  return variants
    .flatMap(({ id, title }) => {
      const names = [title, id].filter((name) => name.length > 1 && !PLAIN_WORD.test(name));
      return [...new Set(names)].flatMap((name) =>
        occurrences(text, name).map((span) => ({ ...span, id, isReference: REFERENCE.test(text.slice(0, span.from)) })),
      );
    })
    .filter(({ from }) => !BETWEEN.test(text.slice(0, from)))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
}

/** Whole words, in any case, in the singular and the plural. */
function occurrences(text: string, name: string): Span[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_-])${escaped}(?:s|es)?(?![\p{L}\p{N}_-])`, "giu");
  return [...text.matchAll(word)].map(({ index, 0: all }) => ({ from: index, to: index + all.length }));
}
