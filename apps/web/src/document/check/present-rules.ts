// The rules, when some of what is known of the workspace is only recalled. Those about measurements are told it, because what was measured stays
// measured, and the page says since when it is known. All others say what is wrong with the text now, and are told what is so now.
import { type Rule, RULES, type Subject, type Surroundings } from "@nomous/workbench";

const OF_EVIDENCE = /^(?:claim|decision|evidence|experiment|region|target)\./;

/** `present`: the surroundings without what is recalled. */
export function rulesWith(present: Surroundings): readonly Rule[] {
  // Rules that read one thing together remember it by the subject.
  const subjects = new WeakMap<Subject, Subject>();
  const presentOf = (subject: Subject): Subject => {
    const own = subjects.get(subject) ?? { ...subject, surroundings: present };
    subjects.set(subject, own);
    return own;
  };
  return RULES.map((rule) =>
    OF_EVIDENCE.test(rule.id) ? rule : { ...rule, check: (subject: Subject) => rule.check(presentOf(subject)) },
  );
}
