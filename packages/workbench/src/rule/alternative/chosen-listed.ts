import { statementsIn } from "../../prose/statements.ts";
import type { Role } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { alternativesOf } from "./alternatives.ts";

export const chosenAmongRejected: Rule = {
  id: "alternative.chosen-listed",
  title: "The chosen option among the rejected ones",
  why: "The document says of one thing that it is built and that it was rejected.",
  remedy: "Mark the row as chosen, or correct the text that chooses it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 1. Executive Summary\n\nTurns are lost when a lid closes. We use IndexedDB for the outbox.\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| IndexedDB | transactions | an API of events | it needs a wrapper of 200 lines |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 1. Executive Summary\n\nTurns are lost when a lid closes. We use IndexedDB for the outbox.\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| IndexedDB (chosen) | transactions | an API of events | chosen: the only one with transactions |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    const choices = ROLES.flatMap((role) => partsOf(subject, role)).flatMap(({ content }) =>
      statementsIn(markdown, content),
    );
    for (const { from, to, name, isChosen } of alternativesOf(subject).slice(0, MOST)) {
      if (isChosen || name.length < MIN_NAME) continue;
      const choice = choices.slice(0, MOST).find(({ text }) => chooses(text, name));
      if (choice === undefined) continue;
      const { line } = markdown.lines.positionOf(choice.from);
      yield {
        from,
        to,
        message: `${quote(name)} stands among the rejected, and line ${line} chooses it. Mark it as chosen, or correct line ${line}.`,
      };
    }
  },
};

/** Where a document says what it decided. */
const ROLES: readonly Role[] = ["summary", "pattern", "recommendation"];
const MIN_NAME = 3;
const MOST = 200;

const CHOICE =
  "\\b(?:we|this (?:spec|proposal|design|rfc)) (?:will )?(?:chose|choose|chooses|use|uses|adopt|adopts|propose|proposes|recommend|recommends|go with|pick|build on)|\\b(?:chosen|selected|recommended)(?: option)?:";

/** Only the name right behind the verb is chosen: in "we use X instead of Y" nobody chooses Y. */
function chooses(text: string, name: string): boolean {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || /[\p{L}\p{N}]/u.test(text[at + name.length] ?? "")) return false;
  return new RegExp(`(?:${CHOICE})\\s+(?:(?:the|an?)\\s+)?$`, "i").test(text.slice(0, at));
}
