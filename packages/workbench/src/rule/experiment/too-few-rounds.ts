import { isDrill } from "../../drill/is-drill.ts";
import { FEWEST_ROUNDS } from "../../experiment/experiment.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { experimentTextWith, soundExperiment } from "./example.ts";

export const tooFewRounds: Rule = {
  id: "experiment.too-few-rounds",
  title: "An experiment of fewer rounds than a verdict takes",
  why: "With fewer than 8 pairs chance alone gives any order of two equal variants too often, so the verdict is inconclusive whatever was measured.",
  remedy: `Write ${FEWEST_ROUNDS} rounds at least, 16 if a run does not take too long.`,
  weight: "advice",
  appliesTo: "any",
  bad: experimentTextWith("rounds: 16", "rounds: 3"),
  good: soundExperiment,
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown)) {
      const rounds = experiment?.design.looks.at(-1) ?? FEWEST_ROUNDS;
      if (rounds >= FEWEST_ROUNDS || isDrill(experiment)) continue;
      const said = rounds === 1 ? "1 round decides" : `${rounds} rounds decide`;
      const span = [spanOf(["rounds"]), spanOf(["looks"])].toSorted((a, b) => a.to - a.from - (b.to - b.from))[0];
      yield { ...(span ?? spanOf([])), message: `${said} nothing. ${tooFewRounds.remedy}` };
    }
  },
};
