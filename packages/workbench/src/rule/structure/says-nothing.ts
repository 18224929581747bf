import { headingKey } from "../../type/locate-parts.ts";
import { notApplicable, writtenIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { firstLineOf } from "./first-line.ts";
import { isTyped, writtenParts } from "./expectation.ts";

export const saysNothing: Rule = {
  id: "structure.says-nothing",
  title: "A part that only points somewhere, or repeats its heading",
  why: "Whoever reads this part alone, as most do with a summary, learns nothing from it.",
  remedy: "Say it here in a sentence, or link where it stands.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nSee below.\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nA reader resumes at the cursor that it saw last.\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    const { markdown, typed } = subject;
    for (const { name, content } of writtenParts(subject)) {
      // Most parts are long, and reading them costs.
      if (content.to - content.from > 4 * LONGEST) continue;
      const words = writtenIn(markdown, content, typed.type);
      if (words.length > LONGEST || !isEmpty(words, name)) continue;
      const place = firstLineOf(markdown.text, content);
      if (place !== null) yield { ...place, message: `${quote(words)} tells nothing. ${saysNothing.remedy}` };
    }
  },
};

const LONGEST = 100;

const isEmpty = (words: string, name: string): boolean =>
  headingKey(words) === headingKey(name) ||
  EMPTY.some((pattern) => pattern.test(words)) ||
  (IN_BRACKETS.test(words) && notApplicable(words) === null);

const EMPTY = [
  // A pointer that names something (a file, a task, a table) has more words, or is a link.
  /^\(?(?:please )?(?:see|cf\.?|refer to|as|same as|like) (?:(?:described|explained|listed|mentioned|discussed|said|shown|stated) )?(?:above|below|before|there|elsewhere|later|discussed|agreed|usual|(?:chapter|part|section)s? [\d.]+|(?:the )?(?:text|rest|document|title|code|description|other (?:parts|sections)))[.)]*$/i,
  /^(?:self[- ]explanatory|self[- ]evident|obvious(?:ly)?|ditto|idem|(?:business )?as usual|nothing special)[.!]?$/i,
  // What a part is about, its heading says.
  /^(?:this|the following) (?:chapter|part|section) (?:contains|covers|describes|explains|gives|is about|lists|outlines|shows|summari[sz]es)\b[^.:]*\.?$/i,
];
/** `(summary)` */
const IN_BRACKETS = /^\([\p{L} ]{3,40}\)\.?$/u;
