import type { Tree } from "@lezer/common";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTree } from "./parser.ts";

function nodesOf(tree: Tree): string[] {
  const nodes: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from}-${to}`) });
  return nodes;
}

/** Without anything to take over. */
function parseAlone(text: string, from: number): Tree {
  parseTree("", 0);
  return parseTree(text, from);
}

const PIECES = [
  "word ",
  "\n",
  "\n\n",
  "# ",
  "===\n",
  "- ",
  "1. ",
  "> ",
  "    ",
  "```\n",
  "`",
  "**",
  "[a](b)",
  "[x]: y\n",
  "| a | b |\n| - | -: | \n| c | d |\n",
  "<div>\n",
  "<!-- ",
  "-->",
  "---\n",
  "\r\n",
  // Longer than what a parser leaves between two stretches that it takes over.
  `\n\n${"A paragraph that stays as it is. ".repeat(8)}\n\n`,
];
const written = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom("", ...PIECES)), { minLength: 1, maxLength: 8 });

test("a text that was typed is parsed as it is, whatever stood there before", () => {
  fc.assert(
    fc.property(written, edits, fc.nat(3), (text, changes, from) => {
      let typed = text;
      const trees = [parseTree(typed, Math.min(from, typed.length))];
      const texts = [typed];
      for (const [place, removed, inserted] of changes) {
        const at = place % (typed.length + 1);
        typed = typed.slice(0, at) + inserted + typed.slice(at + removed);
        trees.push(parseTree(typed, Math.min(from, typed.length)));
        texts.push(typed);
      }
      for (const [i, tree] of trees.entries()) {
        const alone = texts[i] ?? "";
        expect(nodesOf(tree)).toEqual(nodesOf(parseAlone(alone, Math.min(from, alone.length))));
      }
    }),
    { seed: 5, numRuns: 400 },
  );
});
