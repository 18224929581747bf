import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { soundExperiment } from "./example.ts";

export const duplicateExperimentId: Rule = {
  id: "experiment.duplicate-id",
  title: "Two experiments of one name",
  why: "Both would keep their evidence in one folder, and each would be told by what the other measured.",
  remedy: "Give each an id of its own; the one that was run keeps its id, because its evidence has it.",
  weight: "broken",
  appliesTo: "any",
  bad: { ...soundExperiment, text: soundExperiment.text + soundExperiment.text },
  good: { ...soundExperiment, text: soundExperiment.text + soundExperiment.text.replace("ws-batch", "ws-order") },
  *check({ markdown }: Subject): Iterable<Problem> {
    const known = new Set<string>();
    for (const { id, spanOf } of readExperiments(markdown)) {
      if (id === null) continue;
      if (known.has(id))
        yield { ...spanOf(["id"]), message: `There is an experiment "${id}" above. ${duplicateExperimentId.remedy}` };
      known.add(id);
    }
  },
};
