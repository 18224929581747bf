import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { fieldsOf, type Metadata } from "../../type/metadata.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const citedCommit: Rule = {
  id: "citation.commit",
  title: "A commit that the repository does not have, or that is not named by its id",
  why: "What was looked at, and the lines that are cited from it, cannot be found again.",
  remedy: "Correct the id, or name a commit that was pushed.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\ncommit: 0f3e9d1a\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
    given: { commits: ["faca497"] },
  },
  good: {
    text: "---\nnomous: research\ncommit: faca497\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
    given: { commits: ["faca497"] },
  },
  *check({ markdown, typed, surroundings }: Subject): Iterable<Problem> {
    if (typed === null) return;
    for (const { from, to, text } of fieldsOf(typed.metadata, FIELDS))
      if (MOVING.test(text))
        yield {
          from,
          to,
          message: `${quote(text)} is another commit tomorrow. Write the id of the one that was looked at.`,
        };
    for (const span of [...commitsInFields(markdown, typed.metadata), ...commitsInText(markdown)]) {
      const id = markdown.text.slice(span.from, span.to);
      if (surroundings.hasCommit(id) === false)
        yield { ...span, message: `This repository has no commit ${quote(id)}. ${citedCommit.remedy}` };
    }
  },
};

/** What git takes for a name of the newest commit. */
const MOVING = /^(?:HEAD|latest|newest|main|master|trunk|tip)(?:[~^@]\S*)?$/i;

/** Letters and digits, so that neither a word nor a number is one. */
const ID = String.raw`\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b`;
const FIELDS = ["commit", "git commit", "revision", "sha", "recent", "recent commits"];

/** An id, or an id and what the commit is about. */
function commitsInFields({ text }: Markdown, metadata: Metadata): Span[] {
  const first = new RegExp(String.raw`^[^\w\r\n]*(${ID})`);
  return fieldsOf(metadata, FIELDS).flatMap(({ from, to }) => {
    const [before, id] = first.exec(text.slice(from, to)) ?? [];
    return before === undefined || id === undefined
      ? []
      : [{ from: from + before.length - id.length, to: from + before.length }];
  });
}

/** "as of commit `1a2b3c4`"; not where an address says that another repository is meant. */
function commitsInText({ text, paragraphs }: Markdown): Span[] {
  const said = new RegExp(String.raw`(?<![A-Za-z])(?:commits?|revision|sha)[ \t:\x60(]{1,4}(${ID})`, "gi");
  return paragraphs.flatMap(({ from, to }) => {
    const words = text.slice(from, to);
    if (/:\/\//.test(words)) return [];
    return [...words.matchAll(said)].map(({ 0: all, 1: id = "", index }) => {
      const end = from + index + all.length;
      return { from: end - id.length, to: end };
    });
  });
}
