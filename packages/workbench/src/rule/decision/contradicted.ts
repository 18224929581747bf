import { formatNumber } from "../../number/format-number.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { computedDecisions } from "./computed-decisions.ts";
import { judgedWith, soundJudged } from "./example.ts";
import { recommendedOption } from "./recommended-option.ts";

export const contradictedDecision: Rule = {
  id: "decision.contradicted",
  title: "A recommendation of another option than the one that wins",
  why: "One of the two is wrong, and whoever reads only the last page believes the sentence.",
  remedy: "Recommend the winner, or change the decision and say why.",
  weight: "wrong",
  appliesTo: "typed",
  bad: judgedWith("Keep JSON for token frames.", "Adopt MessagePack for token frames."),
  good: soundJudged,
  *check(subject: Subject): Iterable<Problem> {
    for (const { results } of computedDecisions(subject)) {
      const { outcome, options } = results;
      if (outcome.kind !== "winner") continue;
      const chosen = recommendedOption(
        subject,
        options.map(({ name }) => name),
      );
      const own = options.find(({ name }) => name === chosen?.name);
      // One that is out is told with its must-have.
      if (chosen === null || own === undefined || own.name === outcome.winner || own.status === "out") continue;
      const best = options.find(({ name }) => name === outcome.winner);
      const scores = `${quote(outcome.winner)} with ${scoreText(best?.score)}, against ${scoreText(own.score)}`;
      const message = `${quote(own.name)} is recommended, and ${quote(results.id)} chooses ${scores}. ${contradictedDecision.remedy}`;
      yield { from: chosen.from, to: chosen.to, message };
    }
  },
};

const scoreText = (score: number | null | undefined): string =>
  score === null || score === undefined ? "no score" : formatNumber(score, 2);
