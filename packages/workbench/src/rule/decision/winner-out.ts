import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { computedDecisions } from "./computed-decisions.ts";
import { judgedWith, soundJudged } from "./example.ts";
import { recommendedOption } from "./recommended-option.ts";

export const winnerOut: Rule = {
  id: "decision.winner-out",
  title: "A recommendation of an option that fails a must-have",
  why: "What it must do was written down before anybody measured, and no score makes up for it.",
  remedy: "Recommend an option that is left, or take back the must-have and say why it is none.",
  weight: "wrong",
  appliesTo: "typed",
  bad: judgedWith("{ JSON: met,", "{ JSON: not met,"),
  good: soundJudged,
  *check(subject: Subject): Iterable<Problem> {
    for (const { results } of computedDecisions(subject)) {
      const names = results.options.map(({ name }) => name);
      const chosen = recommendedOption(subject, names);
      if (chosen === null) continue;
      const failed = results.musts.find(({ answers }) => answers[names.indexOf(chosen.name)]?.answer === "not met");
      if (failed === undefined) continue;
      const { because = "" } = failed.answers[names.indexOf(chosen.name)] ?? {};
      const why = `it fails ${quote(failed.name)}${because === "" ? "" : ` (${because})`}`;
      yield {
        from: chosen.from,
        to: chosen.to,
        message: `${quote(chosen.name)} is recommended, and ${why}. ${winnerOut.remedy}`,
      };
    }
  },
};
