import { nearestWord } from "../../data/nearest-word.ts";
import { PROBE_NAMES } from "../../experiment/probe-names.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { experimentTextWith } from "./example.ts";

export const unknownProbe: Rule = {
  id: "experiment.unknown-probe",
  title: "A probe that does not exist",
  why: "The variant cannot be started, and every one of its runs would count as failed.",
  remedy: `The probes are ${PROBE_NAMES.join(", ")}; a program of your own stands in "run".`,
  weight: "wrong",
  appliesTo: "any",
  bad: experimentTextWith('run: [node, bench/batch.mjs, --frames, "4"]', "probe: websockets"),
  good: experimentTextWith('run: [node, bench/batch.mjs, --frames, "4"]', "probe: websocket"),
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown))
      for (const [i, { command }] of experiment?.variants.entries() ?? []) {
        if (command.kind !== "probe" || PROBE_NAMES.some((name) => name === command.probe)) continue;
        const meant = nearestWord(command.probe, PROBE_NAMES);
        const remedy = meant === undefined ? unknownProbe.remedy : `Did you mean ${meant}?`;
        yield {
          ...spanOf(["variants", i, "probe"]),
          message: `There is no probe ${quote(command.probe)}. ${remedy}`,
        };
      }
  },
};
