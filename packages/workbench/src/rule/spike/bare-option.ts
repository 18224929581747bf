import type { ListItem, Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import type { Span } from "../../text/span.ts";
import { itemsIn, tablesIn } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";

export const bareOption: Rule = {
  id: "spike.bare-option",
  title: "An option of which nothing is said",
  why: "It is there so that there is more than one. Nobody can tell why it was not chosen.",
  remedy: "Say what speaks for it, or remove it.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith("- MessagePack: one dependency of 30 kB", "- MessagePack: one dependency of 30 kB\n- CBOR"),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    for (const { content } of partsOf(subject, "options")) {
      const options = [...rowsIn(markdown, content), ...itemsOf(markdown, content)];
      // Where nothing is said of any, it is only a list of names.
      if (options.every(({ isBare }) => isBare)) continue;
      for (const { from, to, name } of options.filter(({ isBare }) => isBare))
        yield {
          from,
          to,
          message: `Nothing is said of ${name === "" ? "this option" : quote(name)}. ${bareOption.remedy}`,
        };
    }
  },
};

interface Listed extends Span {
  readonly name: string;
  readonly isBare: boolean;
}

const rowsIn = (markdown: Markdown, content: Span): Listed[] =>
  tablesIn(markdown, content).flatMap(({ rows }) =>
    rows.flatMap(({ cells: [name, ...others] }) => {
      if (name === undefined || name.text === "" || others.length === 0 || others.some(({ text }) => isLeftOpen(text)))
        return [];
      return [
        {
          from: name.from,
          to: name.to,
          name: name.text,
          isBare: others.every(({ text }) => text === "" || text === "-"),
        },
      ];
    }),
  );

/** More than a few words say something. */
const LONGEST_NAME = 3;

function itemsOf(markdown: Markdown, content: Span): Listed[] {
  const { tree, text } = markdown;
  const items = itemsIn(markdown, content);
  const least = items.reduce((depth, item) => Math.min(depth, item.depth), Number.POSITIVE_INFINITY);
  const hasBelow = ({ content: own, to }: ListItem): boolean => text.slice(own.to, to).trim() !== "";
  return items
    .filter(({ depth }) => depth === least)
    .map((item) => {
      const name = plainText(tree, text, item.content);
      const isBare = !hasBelow(item) && !/[:–—(,]/.test(name) && name.split(/\s+/).length <= LONGEST_NAME;
      return { from: item.from, to: item.from + text.slice(item.from, item.to).trimEnd().length, name, isBare };
    });
}
