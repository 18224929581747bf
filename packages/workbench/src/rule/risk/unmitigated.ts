import { quote } from "../quote.ts";
import { type Point, pointsIn } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { hasPlace, isLabelled, isMitigated, isUnanswered, measuresOf, nameOf } from "./mitigation.ts";

export const unmitigatedRisk: Rule = {
  id: "risk.unmitigated",
  title: "A risk about which nothing is done",
  why: "A risk that is only listed was seen and left. When it happens, the list is evidence and no help.",
  remedy: "Say what is done before or when it happens, or accept it and say why (`accepted, because …`).",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: plan\n---\n# Replay index\n\n## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n| The index grows past the memory of a phone | medium | high | |\n| An old page asks in the old format | high | low | the bridge answers both formats for one release |\n",
  },
  good: {
    text: "---\nnomous: plan\n---\n# Replay index\n\n## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n| The index grows past the memory of a phone | medium | high | it keeps the newest 10,000 turns only |\n| An old page asks in the old format | high | low | accepted, because pages reload within a day |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const measures = measuresOf(subject).slice(0, MOST);
    for (const part of partsOf(subject, "risks")) {
      const risks = pointsIn(subject, part).slice(0, MOST);
      const byLabel = risks.filter(isLabelled).length * 2 > risks.length;
      const open = risks.filter((risk) => !isMitigated(risk, byLabel, measures));
      // A list that was never meant to have them is one finding, not one an item.
      if (open.length === risks.length && risks.length >= MANY && !risks.some(hasPlace))
        yield {
          from: part.anchor.from,
          to: part.anchor.to,
          message: `None of the ${risks.length} risks says what is done about it. Add a mitigation to each, or accept it with a reason.`,
        };
      else yield* open.map(tell);
    }
    for (const part of partsOf(subject, "mitigations"))
      yield* pointsIn(subject, part).slice(0, MOST).filter(isUnanswered).map(tell);
  },
};

const MOST = 300;
const MANY = 4;

const tell = (risk: Point): Problem => ({
  from: risk.from,
  to: risk.to,
  message: `Nothing is done about the risk ${quote(nameOf(risk))}. Add a mitigation, or accept it with a reason.`,
});
