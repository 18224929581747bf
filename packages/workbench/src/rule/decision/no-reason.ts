import { type ReadDecision, readDecisions } from "../../decision/read-decisions.ts";
import { isReason } from "../../prose/reason.ts";
import { isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { judgedWith, soundJudged } from "./example.ts";

export const judgementWithoutReason: Rule = {
  id: "decision.no-reason",
  title: "A judgement without a reason, or by nobody",
  why: "A score that nobody stands for decides as much as a measured one, and a year later nobody can tell why.",
  remedy: "Say who judged, and what that person saw.",
  weight: "missing",
  appliesTo: "typed",
  bad: judgedWith("because: the library has one author", "because: obvious"),
  good: soundJudged,
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const read of readDecisions(markdown)) {
      yield* unreasoned(read, "must", read.decision?.musts ?? []);
      yield* unreasoned(read, "criteria", read.decision?.criteria ?? []);
    }
  },
};

type Entry = { readonly kind: "metric" } | { readonly kind: "judged"; readonly by: string; readonly because: string };

function* unreasoned({ placeOf }: ReadDecision, list: string, entries: readonly Entry[]): Iterable<Problem> {
  for (const [i, entry] of entries.entries()) {
    if (entry.kind === "metric") continue;
    if (isPlaceholder(entry.by))
      yield { ...placeOf([list, i, "by"]), message: `${quote(entry.by)} is nobody. ${judgementWithoutReason.remedy}` };
    if (isPlaceholder(entry.because) || !isReason(entry.because)) {
      const message = `${quote(entry.because)} is no reason. ${judgementWithoutReason.remedy}`;
      yield { ...placeOf([list, i, "because"]), message };
    }
  }
}
