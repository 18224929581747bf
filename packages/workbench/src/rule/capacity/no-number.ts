import { hasFigure } from "../../prose/observable.ts";
import { statementsIn } from "../../prose/statements.ts";
import { isGuidance } from "../guidance.ts";
import { isPlaceholder, notApplicable } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const capacityWithoutNumber: Rule = {
  id: "capacity.no-number",
  title: "A load or a size that is described and not counted",
  why: "“Moderate traffic” fits every machine. Whoever buys disks or sets limits has to ask again, or guesses.",
  remedy: "Write how many, how large or how often, with where the number comes from or `(estimate)`.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n- **Traffic Estimates:** moderate, most of it in the morning\n- **Storage Growth:** 12 MB a day (estimate)\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n- **Traffic Estimates:** 40 sockets a bridge (estimate), most of them in the morning\n- **Storage Growth:** none, nothing is stored\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const { content } of partsOf(subject, "capacity"))
      for (const { from, to, text } of statementsIn(markdown, content)) {
        const [, label = "", said = text] = LABELLED.exec(text) ?? [];
        const isOpen = isPlaceholder(said) || notApplicable(said) !== null || isGuidance(text, typed.type);
        if (isOpen || hasFigure(said) || NONE.test(said) || !describesAmount(label, said)) continue;
        yield { from, to, message: `${quote(text)} gives no number. ${capacityWithoutNumber.remedy}` };
      }
  },
};

const LABELLED = /^([^:.]{1,40}):\s*(.+)$/s;
const AMOUNT = /\b(?:traffic|load|volume|throughput|storage|growth|users?|requests?|memory|disk|rate|concurrency)\b/i;
const DESCRIBED =
  /\b(?:moderate\w*|usual|normal|typical|high|low|large|small|huge|tiny|some|few|many|most|several|manageable|significant\w*|considerable|modest|reasonable|limited|little|much|enough|sufficient|as (?:today|now|before|usual)|grows? (?:slowly|quickly|steadily|linearly))\b/i;
const NONE =
  /\b(?:no|none|nothing|never|not|unchanged|constant|same|without|neither|bounded|independent|does not|negligible because)\b/i;

/** Below another label, such as a bottleneck, words may be all that there is to say. */
const describesAmount = (label: string, said: string): boolean => AMOUNT.test(label) && DESCRIBED.test(said);
