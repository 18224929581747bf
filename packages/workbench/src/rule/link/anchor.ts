import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type Address, addressesIn } from "./address.ts";
import { anchorKey, anchorsOf } from "./anchors.ts";
import { createFileAnchors } from "./file-anchors.ts";
import { resolvePath } from "./resolve-path.ts";

export const linkAnchor: Rule = {
  id: "link.anchor",
  title: "A link to a heading that is not there",
  why: "The link opens the document at its beginning, and the reader has to guess what was meant.",
  remedy: "Link to one that is there: in lower case, without punctuation, with hyphens for blanks.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Bridge\n\nSee [how a reader resumes](#resume) and [the frames](protocol.md#frames).\n\n## How a reader resumes\n\nAt its cursor.\n",
    files: { "docs/protocol.md": "# Protocol\n\n## Binary frames\n" },
  },
  good: {
    text: "# Bridge\n\nSee [how a reader resumes](#how-a-reader-resumes) and [the frames](protocol.md#binary-frames).\n\n## How a reader resumes\n\nAt its cursor.\n",
    files: { "docs/protocol.md": "# Protocol\n\n## Binary frames\n" },
  },
  *check({ path, markdown, typed, surroundings }: Subject): Iterable<Problem> {
    const anchorsOfFile = createFileAnchors(surroundings);
    const nearest = createNearest();
    let own: ReadonlySet<string> | undefined;
    for (const address of addressesIn(markdown)) {
      const { fragment } = address;
      if (fragment === null || isNoHeading(fragment)) continue;
      const target = address.path === "" ? path : resolvePath(path, address.path);
      const key = anchorKey(fragment);
      const anchors = target === path ? (own ??= anchorsOf(markdown)) : anchorsOfFile(target, key);
      if (anchors === null || anchors.has(key)) continue;
      const meant = nearest(anchors, fragment);
      // The site of another project may make its anchors in another way; ours are read where they lie.
      if (
        (typed === null && meant !== null) ||
        isAssembled(target === path ? markdown.text : surroundings.textOf(target))
      )
        continue;
      const where = target === path ? "this document" : target;
      yield problemOf(address, fragment, meant, where, markdown.text);
    }
  },
};

/** Headings may come from what it includes. */
const isAssembled = (text = ""): boolean =>
  /\{\{#include|\{% include|\{\{[%<] (?:content|include)|--8<--|^!INCLUDE|^\.\. include::/m.test(text);

/** The top of the page, lines of code, words to search for, footnotes, and routes of web apps. */
const isNoHeading = (fragment: string): boolean =>
  fragment === "" || /^(?:top$|[!/?]|:~:|L\d+(?:C\d+)?(?:-|$)|(?:user-content-)?fn(?:ref)?[-:\d])/i.test(fragment);

function problemOf({ span }: Address, fragment: string, meant: string | null, where: string, text: string): Problem {
  const message = `No heading of ${where} has the anchor #${fragment}.`;
  if (meant === null) return { ...span, message: `${message} ${linkAnchor.remedy}` };
  const told = { ...span, message: `${message} The nearest is #${meant}.` };
  const from = span.from + text.slice(span.from, span.to).indexOf("#") + 1;
  const to = from + fragment.length;
  if (text.slice(from, to) !== fragment) return told;
  return { ...told, fix: { title: `Write #${meant}`, edits: [{ from, to, insert: meant }] } };
}

/** Finds the one anchor that differs in hyphens and other signs alone. */
function createNearest(): (anchors: ReadonlySet<string>, fragment: string) => string | null {
  const known = new Map<ReadonlySet<string>, Map<string, string[]>>();
  return (anchors, fragment) => {
    const byLetters = known.get(anchors) ?? Map.groupBy(anchors, lettersOf);
    known.set(anchors, byLetters);
    const [meant = null, ...others] = byLetters.get(lettersOf(fragment)) ?? [];
    return others.length === 0 ? meant : null;
  };
}

const lettersOf = (anchor: string): string => anchor.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
