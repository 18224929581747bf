import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "../text/is-in-code.ts";

export const invertedLink: Rule = {
  id: "link.inverted",
  title: "A link whose brackets are apart or the wrong way round",
  why: "It is no link then: the reader sees the brackets and the address, and cannot follow it.",
  remedy: "Write the words in square brackets and the address in round ones right behind them.",
  weight: "broken",
  appliesTo: "any",
  bad: {
    text: "# Bridge\n\nFrames are told in [the protocol] (protocol.md), close codes in (the table)[codes.md].\n",
    files: { "docs/protocol.md": "# Protocol\n", "docs/codes.md": "# Codes\n" },
  },
  good: {
    text: "# Bridge\n\nFrames are told in [the protocol](protocol.md), close codes in [the table](codes.md).\n",
    files: { "docs/protocol.md": "# Protocol\n", "docs/codes.md": "# Codes\n" },
  },
  *check({ markdown: { text, tree, paragraphs } }: Subject): Iterable<Problem> {
    for (const { from, to } of paragraphs)
      for (const { 0: written, index, groups = {} } of text.slice(from, to).matchAll(WRONG)) {
        const start = from + index;
        if (isInCode(tree, start)) continue;
        const span = { from: start, to: start + written.length };
        const { apart = groups["inverted"], there = groups["address"] } = groups;
        const insert = `[${apart}](${there})`;
        const fix = { title: `Write ${insert}`, edits: [{ ...span, insert }] };
        yield { ...span, message: `This is no link. ${invertedLink.remedy}`, fix };
      }
  },
};

/** What can only be an address: of the web, of a heading, or of a file. */
const ADDRESS = String.raw`https?:\/\/[^\s)\]]+|#[a-z][\w-]*|[\w.\/-]+\.(?:md|html?|png|svg)(?:#[\w-]*)?`;
const WRONG = new RegExp(
  String.raw`(?<!\])\[(?<apart>(?=[^\]]*\w\w)[^\]\[\r\n]+)\] +\((?<there>${ADDRESS})\)|(?<!\w)\((?<inverted>[^()\[\]\r\n]+)\)\[(?<address>${ADDRESS})\](?![(\[:])`,
  "g",
);
