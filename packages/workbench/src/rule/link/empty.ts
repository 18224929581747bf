import type { ListItem } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const SWAPPED = "Words and address are the wrong way round. Write [words](address).";

export const emptyLink: Rule = {
  id: "link.empty",
  title: "A link without an address or without words",
  why: "Without an address it leads nowhere; without words it cannot be seen, and a screen reader has nothing to say.",
  remedy: "Write both, or remove the link.",
  weight: "wrong",
  appliesTo: "any",
  bad: { text: "# Bridge\n\nFrames are told in [the protocol]().\n" },
  good: { text: "# Bridge\n\nFrames are told in [the protocol](protocol.md).\n" },
  *check({ markdown: { text, links, items } }: Subject): Iterable<Problem> {
    for (const { from, to, isImage, target, content } of links) {
      const isCall = /[\w\])]/.test(text.charAt(from - 1));
      if (target === null || isCall) continue;
      // Brackets behind it that hold no address make it no link.
      if (text.charAt(to) === "(") {
        const isSwapped = /^(?:https?:\/\/|www\.)\S+$/.test(text.slice(content.from, content.to));
        if (isSwapped) yield { from, to, message: SWAPPED };
        continue;
      }
      const isMark = target.startsWith("#") && content.from === content.to;
      if (isMark || isLeftToFillIn(items, from) || isPicture(text, content)) continue;
      const hasWords = isImage || text.slice(content.from, content.to).trim() !== "";
      if (target.trim() === "")
        yield {
          from,
          to,
          message: `${quote(text.slice(from, to))} leads nowhere. Write its address, or take the brackets off.`,
        };
      else if (!hasWords)
        yield {
          from,
          to,
          message: `Nobody sees this link to ${quote(target)}. Write between the brackets what it leads to.`,
        };
    }
  },
};

/** A checklist that others copy has places for their links. */
const isLeftToFillIn = (items: readonly ListItem[], offset: number): boolean =>
  items.some(({ task, content }) => task === "open" && content.from <= offset && offset < content.to);

/** A badge says what it says without leading anywhere. */
const isPicture = (text: string, { from, to }: Span): boolean => text.slice(from, to).trim().startsWith("![");
