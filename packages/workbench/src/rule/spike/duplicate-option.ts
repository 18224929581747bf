import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { optionsIn } from "./read-options.ts";

export const duplicateOption: Rule = {
  id: "spike.duplicate-option",
  title: "An option that is listed twice",
  why: "Whatever is measured of it may belong to either, and the comparison looks wider than it is.",
  remedy: "Say how the two differ, or remove one.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith(
    "- MessagePack: one dependency of 30 kB",
    "- MessagePack: one dependency of 30 kB\n- MessagePack: small",
  ),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    for (const part of partsOf(subject, "options")) {
      const seen = new Map<string, number>();
      for (const { from, to, name } of optionsIn(subject, part)) {
        const key = keyOf(name);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, from);
        else {
          const { line } = subject.markdown.lines.positionOf(first);
          yield { from, to, message: `${quote(name)} is an option on line ${line} already. ${duplicateOption.remedy}` };
        }
      }
    }
  },
};

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
