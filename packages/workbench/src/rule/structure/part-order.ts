import type { Heading } from "../../text/markdown.ts";
import type { Section } from "../../text/section.ts";
import { allParts, type Part } from "../../type/document-type.ts";
import { headingKey } from "../../type/locate-parts.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, type TypedSubject } from "./expectation.ts";

export const partOrder: Rule = {
  id: "structure.part-order",
  title: "Numbered parts in another order",
  why: 'People say "see 4.2" and mean what stands there in every document of the kind.',
  remedy: "Put the parts in the order of the template, and number them from 1.",
  weight: "advice",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 1. Executive Summary\n\nEach reader gets a cursor.\n\n## 3. Goals and Non-Goals\n\nSee below.\n\n## 2. Context and Motivation\n\nTurns are lost.\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 1. Executive Summary\n\nEach reader gets a cursor.\n\n## 2. Context and Motivation\n\nTurns are lost.\n\n## 3. Goals and Non-Goals\n\nSee below.\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject) || subject.typed.type.isNumbered !== true) return;
    const families = Map.groupBy(subject.markdown.sections, ({ parent }) => parent);
    for (const sections of families.values()) {
      const numbered = sections.flatMap(({ heading }) => numberOf(heading));
      const wrong = wrongNumbers(numbered);
      yield* wrong;
      // Where the numbers are right the parts may still have changed places.
      if (wrong.length === 0 && numbered.length * 2 > sections.length) yield* misplacedParts(sections, subject);
    }
  },
};

interface Numbered {
  readonly heading: Heading;
  /** `3.10` → [3, 10] */
  readonly number: readonly number[];
}

function numberOf(heading: Heading): Numbered[] {
  const number = /^(\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s|\s)/.exec(heading.title)?.[1];
  return number === undefined ? [] : [{ heading, number: number.split(".").map(Number) }];
}

function wrongNumbers(numbered: readonly Numbered[]): Problem[] {
  return numbered.flatMap(({ heading, number }, i) => {
    const before = numbered[i - 1];
    // A part that is there twice is told as such.
    const isSame = before !== undefined && headingKey(before.heading.title) === headingKey(heading.title);
    if (before === undefined || isSame || compare(before.number, number) < 0) return [];
    const what = `${number.join(".")} comes after ${before.number.join(".")}`;
    return [{ from: heading.from, to: heading.to, message: `The number ${what}. ${partOrder.remedy}` }];
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  if (at < 0) return a.length - b.length;
  return (a[at] ?? 0) - (b[at] ?? -1);
}

/** The parts that have to move for the others to be in order; one that is there twice is another matter. */
function misplacedParts(sections: readonly Section[], { typed }: TypedSubject): Problem[] {
  const order = [...allParts(typed.type.parts)];
  const partAt = new Map(typed.located.map(({ part, anchor }) => [anchor.from, part]));
  const placed = new Map<Part, Heading>();
  for (const { heading } of sections) {
    const part = partAt.get(heading.from);
    if (part !== undefined && !placed.has(part)) placed.set(part, heading);
  }
  const present = [...placed].map(([part, heading]) => ({ part, heading, rank: order.indexOf(part) }));
  const inOrder = new Set(longestAscending(present.map(({ rank }) => rank)));
  return present
    .filter(({ rank }) => !inOrder.has(rank))
    .map(({ part, heading, rank }) => {
      const next = present.filter((one) => one.rank > rank).toSorted((a, b) => a.rank - b.rank)[0];
      const place = next === undefined ? "at the end" : `before ${quote(next.part.heading)}`;
      return {
        from: heading.from,
        to: heading.to,
        message: `${quote(part.heading)} belongs ${place}. ${partOrder.remedy}`,
      };
    });
}

/** The longest run of numbers that ascends, not necessarily side by side. */
function longestAscending(numbers: readonly number[]): readonly number[] {
  let longest: readonly number[] = [];
  const endingAt: (readonly number[])[] = [];
  for (const number of numbers) {
    const before = endingAt.filter((run) => (run.at(-1) ?? 0) < number).toSorted((a, b) => b.length - a.length)[0];
    const run = [...(before ?? []), number];
    endingAt.push(run);
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
