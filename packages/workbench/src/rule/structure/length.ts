import { countWords, proseIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { expecting } from "./expectation.ts";

const LONG = "A reader follows its own cursor and resumes where it was, which holds after a reload too. ".repeat(13);

export const partLength: Rule = {
  id: "structure.length",
  title: "A part that is longer or shorter than it may be",
  why: "A summary that is too long is not read, and then everybody decides without it.",
  remedy: "Keep what the reader needs in order to decide, and move the rest to the part that is about it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: `---\nnomous: spec\n---\n# Resume\n\n## 1. Executive Summary\n\n${LONG.trim()}\n` },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 1. Executive Summary\n\nTurns are lost on reload. Each reader gets a cursor of its own, and no turn is lost any more.\n",
  },
  check: expecting("words", ({ name, content }, { min = 0, max = Number.POSITIVE_INFINITY }, { markdown, typed }) => {
    const count = countWords(proseIn(markdown, content, typed.type));
    if (count > max) return `${quote(name)} has ${count} of at most ${max} words. ${partLength.remedy}`;
    return count < min ? `${quote(name)} has ${count} of at least ${min} words. Say more.` : null;
  }),
};
