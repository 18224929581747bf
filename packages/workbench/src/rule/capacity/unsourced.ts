import { quantitiesIn } from "../../prose/quantity.ts";
import { isPhysical } from "../../prose/unit.ts";
import { hedgeIn, isDecided, saysSource } from "../../prose/sourced.ts";
import { type Statement, statementsIn } from "../../prose/statements.ts";
import { isGuidance } from "../guidance.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const unsourcedCapacity: Rule = {
  id: "capacity.unsourced",
  title: "A number for capacity planning that comes from nowhere",
  why: "Machines are bought and limits set by these numbers. A guess that looks like a measurement is found out under load.",
  remedy: "Link where the number comes from, bind it to evidence, or write `(estimate)` behind it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n- **Traffic Estimates:** 40 sockets a bridge send 2,000 messages/s\n- **Storage Growth:** 12 MB a day (estimate)\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n- **Traffic Estimates:** 40 sockets a bridge send [2,000 messages/s](../research/load.md)\n- **Storage Growth:** 12 MB a day (estimate)\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    for (const { content } of partsOf(subject, "capacity")) {
      const whole = statementsIn(markdown, content);
      for (const statement of whole) {
        const raw = markdown.text
          .slice(statement.from, statement.to)
          .replace(LABEL, (label) => " ".repeat(label.length));
        if (saysSource(raw) || (typed !== null && isGuidance(statement.text, typed.type))) continue;
        const number = unmarkedIn(raw);
        if (number !== null) yield tell(statement, raw, number);
      }
    }
  },
};

/** "Traffic estimates:" is the name of the part and marks none of its numbers. */
const LABEL = /^(?:\s*[-*+]\s+)?\*\*[^*]*\*\*:?/;

interface Place {
  readonly index: number;
  readonly length: number;
}

/** The first number of a clause that is neither decided there nor rough. */
function unmarkedIn(raw: string): Place | null {
  for (const { 0: clause, index } of raw.matchAll(/[^;]+/g)) {
    const number = isDecided(clause) ? null : numberIn(clause);
    if (number !== null && number.index < (hedgeIn(clause) ?? clause.length))
      return { index: index + number.index, length: number.length };
  }
  return null;
}

/** The first number with a unit. Ids are blanked, not cut, so that offsets stay. */
function numberIn(raw: string): Place | null {
  const bare = raw.replaceAll(/`[^`]*`|\b[A-Za-z]+-?\d[\w.]*\b|\b\d{4}-\d{2}-\d{2}\b|\bv?\d+\.\d+\.\d+\b/g, (id) =>
    " ".repeat(id.length),
  );
  return (
    quantitiesIn(bare).find(({ unit, value }) => unit !== "" && (isPhysical(unit) ? value > 0 : value >= MANY)) ?? null
  );
}

/** Fewer things are counted on the fingers of the writer and not planned for. */
const MANY = 10;

function tell({ from }: Statement, raw: string, { index, length }: Place): Problem {
  const words = raw.slice(index, index + length).trim();
  const start = from + index;
  return {
    from: start,
    to: start + words.length,
    message: `${quote(words)} has no source. Link where it comes from, or write "(estimate)" behind it.`,
  };
}
