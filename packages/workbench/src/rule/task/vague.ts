import { rootOf } from "../../prose/root-word.ts";
import { subjectWords } from "../../prose/subject-words.ts";
import { spansWithin } from "../../text/span.ts";
import { isPlaceholder } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { tasksOf } from "../../task/read-tasks.ts";

export const vagueTask: Rule = {
  id: "task.vague",
  title: "A task that says nothing of what is done",
  why: "Two people read two tasks into it. It is estimated by hope, and whether it is done is a matter of taste.",
  remedy: "Say what is there afterwards that is not there now.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Implement feature | - | 1 d | 2 d | 3 d | `npm test` | `git revert` | todo",
    "T2 | Do the rest | T1 | 1 d | 2 d | 3 d | `npm test` | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Resume a stream at the reader's cursor | - | 1 d | 2 d | 3 d | `npm test -- resume` | `git revert` | todo",
    "T2 | Tell a reader that its cursor has expired | T1 | 1 d | 2 d | 3 d | `npm test -- expired` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const { text, progress } of tasksOf(subject)) {
      const namesCode = spansWithin(subject.markdown.codeSpans, text).length > 0;
      if (progress === "dropped" || isPlaceholder(text.text) || namesCode || !isVague(text.text)) continue;
      yield { from: text.from, to: text.to, message: `${quote(text.text)} could be anything. ${vagueTask.remedy}` };
    }
  },
};

/** Verbs and nouns that stand in tasks of every kind. */
const EMPTY: ReadonlySet<string> = new Set(
  `do did finish complete write build code develop improve update fix handle set setup prepare adapt adjust integrate integration refactor refactoring
  clean cleanup polish optimise optimize extend change changes thing things stuff rest remaining everything item items part parts task tasks step
  steps various misc miscellaneous general necessary needed required related relevant appropriate proper
  bug bugs issue issues problem problems handling logic backend frontend server client component components module
  modules functionality documentation docs doc final last next implementation development review`
    .split(/\s+/)
    .map(rootOf),
);

/** With fewer telling words than this. */
const MIN_WORDS = 2;
/** What makes even a longer text say nothing. */
const FILLER =
  /\b(?:the rest|misc(?:ellaneous)?|various (?:things|fixes|changes|improvements)|and so on|etc|remaining (?:work|tasks|items|parts|things|stuff)|as needed|other (?:stuff|things))\b/i;
const LONGEST_FILLED = 4;

function isVague(task: string): boolean {
  const telling = tellingWordsIn(task);
  // "Tests for the codec" and "README" say more than their words: what it is about, and a thing there is one of.
  const isAbout = [...task.matchAll(/\b(?:for|of|in|into|to|from|with|behind|on)\s+(?:the |a |an )?([\w-]+)/gi)];
  const weight =
    telling +
    (isAbout.some(([, thing = ""]) => tellingWordsIn(thing) > 0) ? 1 : 0) +
    (/\b[A-Z]{3,}\b/.test(task) ? 1 : 0);
  return weight < MIN_WORDS || (FILLER.test(task) && telling < LONGEST_FILLED);
}

const tellingWordsIn = (text: string): number => [...subjectWords(text)].filter((key) => !EMPTY.has(key)).length;
