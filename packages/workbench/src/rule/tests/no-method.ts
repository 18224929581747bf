import { type Statement, statementsIn } from "../../prose/statements.ts";
import { withoutId } from "../../prose/subject-words.ts";
import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Role } from "../../type/document-type.ts";
import { isGuidance } from "../guidance.ts";
import { countWords, fencesIn, isPlaceholder, itemsIn, notApplicable, tablesIn } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const testWithoutMethod: Rule = {
  id: "tests.no-method",
  title: "A test that does not say what it observes",
  why: "“Unit tests will be written” is true of every change. Nobody can tell afterwards whether they were.",
  remedy: "Say what is done and what must be seen, in one line a test.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n- **Unit Tests:** will be written\n- **End-to-End Tests:** the lid closes in the middle of a prompt, and the turn is there after it opens\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n- **Unit Tests:** a command that was sent twice is applied once\n- **End-to-End Tests:** the lid closes in the middle of a prompt, and the turn is there after it opens\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const { content } of ROLES.flatMap((role) => partsOf(subject, role)))
      for (const { from, to, text } of lastStatements(markdown, content)) {
        const said = withoutKind(text);
        // `TBD` is told as what it is; a dash behind "GPU tests:" is not.
        const isEmpty = said === text ? isPlaceholder(said) : isLeftOpen(said);
        if (isGuidance(text, typed.type) || isEmpty || notApplicable(said) !== null) continue;
        if (saysNothing(said, markdown.text.slice(from, to)))
          yield {
            from,
            to,
            message: `${quote(text)} says nothing that a test could observe. Say what is done and what must be seen.`,
          };
      }
  },
};

/** Statements that nothing stands below: what has a list, a table or code below it is a title. */
function lastStatements(markdown: Markdown, content: Span): Statement[] {
  const statements = statementsIn(markdown, content);
  const blocks = [...tablesIn(markdown, content), ...fencesIn(markdown, content)].map(({ from }) => from);
  const items = itemsIn(markdown, content);
  const starts = new Set([
    ...blocks,
    ...items.filter(({ depth }, i) => depth > (items[i - 1]?.depth ?? -1)).map(({ from }) => from),
  ]);
  return statements.filter(({ to, text }) => {
    const next = to + (/^[^\S\n]*\n[\s>]*/.exec(markdown.text.slice(to, to + LONGEST_GAP))?.[0].length ?? 0);
    return !/:\s*$/.test(text) && !starts.has(next);
  });
}

/** More blank space than this separates a title from nothing that belongs to it. */
const LONGEST_GAP = 200;

const ROLES: readonly Role[] = ["tests", "testing-strategy"];

/** Without "Unit tests:" before it. */
const withoutKind = (text: string): string =>
  withoutId(text).replace(
    /^\W*(?:(?:unit|integration|end[- ]to[- ]end|e2e|performance|regression|manual|smoke|load|offline|gpu)[- ]*)+(?:tests?|testing)?\s*(?:\([^)]*\))?\s*[:–—-]\s*/i,
    "",
  );

const MIN_WORDS = 3;

const EMPTY =
  /^\W*(?:(?:(?:(?:we|the team|developers) (?:will |shall |should )?)?(?:(?:will be |are |to be |should be |be )?(?:written|added|done|planned|covered|created|implemented|updated|extended|defined|specified|decided|determined|write|add|create|test)|as (?:usual|needed|required|appropriate)|where (?:needed|possible|appropriate)|test(?:s|ing|ed)?|tests? everything|everything|every ?thing works|all (?:the )?(?:code|features?|cases|functionality|paths)|standard|usual|comprehensive|full|thorough|sufficient|adequate|good|high|normal|appropriate|proper|coverage|unit|integration|end[- ]to[- ]end|e2e|manual|automated|new|the|of|for|and|with|it|is|all|code|that|works?|properly|correctly|suites?|cases?|features?|components?|modules?|logic|core|main|basic|important|relevant|changes|later|before (?:the )?(?:release|merge)|in the usual way)[\s,.]*)+)\W*$/i;

/** Three words can name a test; a name in code can do it alone. */
const saysNothing = (said: string, raw: string): boolean =>
  EMPTY.test(said) || (countWords(said) < MIN_WORDS && !/`|\d|\w[_.(/]\w?|[a-z][A-Z]/.test(raw));
