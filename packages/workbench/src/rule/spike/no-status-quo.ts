import { shareOfSubject } from "../../prose/subject-words.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { optionsIn } from "./read-options.ts";

export const noStatusQuo: Rule = {
  id: "spike.no-status-quo",
  title: "Options that all change something",
  why: "Whether any of them is worth its cost can only be told against leaving things as they are.",
  remedy: "Add an option that leaves things as they are, with its numbers.",
  weight: "advice",
  appliesTo: "typed",
  bad: spikeWith("- JSON: what we have today", "- CBOR: a standard of the IETF"),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const today = (["current-state", "problem"] as const)
      .flatMap((role) => partsOf(subject, role))
      .map(({ content }) => subject.markdown.text.slice(content.from, content.to))
      .join("\n");
    for (const part of partsOf(subject, "options")) {
      const options = optionsIn(subject, part);
      const isThere = options.some(({ name, text }) => STATUS_QUO.test(text) || shareOfSubject(today, name) > 0.5);
      if (options.length < 2 || isThere) continue;
      const { from, to } = part.anchor;
      yield {
        from,
        to,
        message: `None of the ${options.length} options leaves things as they are. ${noStatusQuo.remedy}`,
      };
    }
  },
};

const STATUS_QUO =
  /\b(?:do nothing|doing nothing|status quo|no change|unchanged|as (?:it|they) (?:is|are)|as is|as today|today(?:['’]s)?|current(?:ly)?|existing|baseline|what we have|already (?:have|use|in use)|leave (?:it|things|everything)|stay(?:ing)? (?:with|on)|keep(?:ing)? (?!up|track|alive)|not (?:migrate|change|adopt|replace))\b/i;
