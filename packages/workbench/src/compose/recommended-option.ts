// Which of the options of a spike is recommended, where no decision is computed: only when the first sentence that recommends names one of
// them, and one better than all others.
import { subjectWords } from "../prose/subject-words.ts";
import type { Subject } from "../rule/subject.ts";
import { type Passage, passagesOf } from "./passage.ts";

/** Null where nobody can tell. */
export function recommendedOption(subject: Subject): Passage | null {
  const head = passagesOf(subject, "recommendation")[0]?.plain.split(BEHIND_CHOICE, 1)[0] ?? "";
  if (AGAINST.test(head)) return null;
  const said = subjectWords(head);
  const options = passagesOf(subject, "options").map((option) => {
    const name = subjectWords(shortName(option.plain));
    const named = new Set([...name].filter((word) => said.has(word)));
    return { option, named, isNamed: named.size * 2 > name.size };
  });
  const meant = options.filter(({ isNamed }) => isNamed);
  const best = meant.find(({ named }) => meant.every((other) => other.named === named || isMore(named, other.named)));
  return best?.option ?? null;
}

/** An option without what is said of it. */
export const shortName = (text: string): string => text.split(/:\s|[,;]\s|\s[(–—-]/, 1)[0] ?? text;

/** What follows names what it is compared with, or gives the reason. */
const BEHIND_CHOICE = /[:;,.]\s|\b(?:instead|rather|over|than|against|because|since|unless|if)\b/i;
const AGAINST = /\b(?:not|never|no longer|don['’]t|reject|drop|abandon|remove|avoid|stop)\b/i;

/** Says everything that the other says, and more. */
const isMore = (words: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  words.size > other.size && [...other].every((word) => words.has(word));
