// Whether a text says when to roll back so that two people would do it at the same moment: a number, a named alarm, something that
// happens or does not. "If problems arise" and "when latency is too high" leave it to the mood of the night.
import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { rootOf } from "../../prose/root-word.ts";
import { subjectWords } from "../../prose/subject-words.ts";

/** More or less than what, only a number says. */
const COMPARED =
  /\b(?:too|high|higher|low|lower|slow|slower|rises?|rising|increases?|grows?|spikes?|drops?|falls?|degrades?|degraded|degradation|worse|worsens?|unusual|abnormal|unacceptable|unstable|significant(?:ly)?|elevated|poor|bad)\b/i;

/** A check that is named beside it did not pass. */
const CHECK_FAILS = /\b(?:verif\w+|verify|checks?|tests?|probe) fails?\b/i;

const VAGUE: ReadonlySet<string> = new Set(
  `problem problems issue issues error errors trouble something anything things wrong needed necessary need fail fails failure failures
  occur occurs arise arises happen happens appear appears complain complains user users customer customers manual manually decision decide
  decides decided judgement judgment discretion call team bug bugs regression regressions incident unexpected goes go roll rollback back
  doubt doubts suspicious feeling feels seems time large big weird strange revert report reported feedback negative critical serious severe major metric metrics threshold broken break breaks case emergency`
    .split(/\s+/)
    .map(rootOf),
);

export function isTrigger(text: string): boolean {
  if (quantitiesIn(withoutIds(text)).length > 0 || CHECK_FAILS.test(text)) return true;
  return !COMPARED.test(text) && [...subjectWords(text)].some((word) => !VAGUE.has(word));
}
