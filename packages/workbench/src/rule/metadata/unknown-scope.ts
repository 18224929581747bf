import { nearestWord } from "../../data/nearest-word.ts";
import { fieldsOf } from "../../type/metadata.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unknownScope: Rule = {
  id: "metadata.unknown-scope",
  title: "A scope that the type does not have",
  why: "The parts that were meant are not asked for, so nobody notices that they are missing.",
  remedy: "Write a scope of the type, or remove it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\nscopes: [api, secuirty]\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: spec\nscopes: [api, security]\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ typed }: Subject): Iterable<Problem> {
    if (typed === null || typed.type.scopes.length === 0) return;
    const names = typed.type.scopes.map(({ name }) => name);
    for (const { from, to, text } of fieldsOf(typed.metadata, ["scope", "scopes"])) {
      // A sentence tells what the document is about, and names no scope.
      if (!/^[\w-]+$/.test(text) || names.includes(text.toLowerCase())) continue;
      const meant = nearestWord(text, names);
      const remedy = meant === undefined ? `The type has ${names.join(", ")}.` : `Was ${quote(meant)} meant?`;
      yield { from, to, message: `${quote(text)} is no scope of this type. ${remedy}` };
    }
  },
};
