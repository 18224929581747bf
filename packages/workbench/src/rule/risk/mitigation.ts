// What is done about a risk: beside it, below it, or in a part of its own; and when what stands there does nothing.
import { isAbout } from "../../prose/subject-words.ts";
import { statementsIn } from "../../prose/statements.ts";
import { isLeftOpen } from "../placeholder.ts";
import type { Point } from "../points.ts";
import { partsOf, type Subject } from "../subject.ts";

const COLUMNS = [
  "Mitigation",
  "Mitigations",
  "Response",
  "Mitigation strategy",
  "Mitigation plan",
  "Countermeasure",
  "Countermeasures",
  "Action",
  "What we do",
  "Handling",
  "What is done",
];

/** The words behind `Mitigation:`, up to the next label of the risk. */
const LABELLED =
  /\bmitigat(?:ion|ions|ed|e)(?: (?:strategy|plan))?\b\s*(?:by\b|with\b|[:=–—-])\s*(.*?)(?=(?:[.;|,]\s*)?\b(?:likelihood|probability|impact|severity|owner|status)\b\s*[:=]|$)/is;

/** Whether the author of a list of risks writes `Mitigation:` beside them. */
export const isLabelled = ({ text, below }: Point): boolean => LABELLED.test(`${text} ${below}`);

/** Whether a place for a mitigation was left beside a risk. */
export const hasPlace = (risk: Point): boolean => isLabelled(risk) || risk.cellOf(...COLUMNS) !== undefined;

/** Words by which a risk says itself what is done about it. */
const DONE =
  /\b(?:fall(?:s|ing)?[- ]?back|we (?:will|can|would|then|use|keep|cap|test|run|pin|watch|stop|retry|switch|measure|start)|handled by|guarded|covered by|so that|instead|avoid(?:ed)? by|reduced by|limited (?:by|to)|capped|workaround|plan b|if (?:it|this|that) happens|in that case|accept(?:ed|able)?\b.{0,20}\b(?:because|since|as|for|:|by)|mitigated|rolled back|roll back|pinned|prevented by|ruled out by|checked by|tested (?:by|with|on))\b|→|->|=>/i;

/** `(likelihood low, impact high): …`: what follows the rating is the answer to the risk. */
const BEHIND_RATING =
  /\([^()]{0,80}\b(?:likelihood|probability|impact|severity|low|medium|high)\b[^()]{0,80}\)\s*[:;–—-]\s*(.+)$/is;
const MIN_MEASURE = 3;

/** Says what is done in a sentence of its own. */
const isMeasure = (text: string): boolean =>
  (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= MIN_MEASURE && doesSomething(text);

export const nameOf = (risk: Point): string => risk.cellOf("Risk", "Description", "Risk factor")?.text ?? risk.text;

/** `byLabel`: in this list only what is labelled is a mitigation. `measures`: what other parts say about mitigations. */
export function isMitigated(risk: Point, byLabel: boolean, measures: readonly string[]): boolean {
  const said = `${risk.text} ${risk.below}`;
  const beside = risk.cellOf(...COLUMNS)?.text ?? LABELLED.exec(said)?.[1];
  if (beside !== undefined && doesSomething(beside)) return true;
  const behind = BEHIND_RATING.exec(risk.text)?.[1];
  if (beside === undefined && behind !== undefined && isMeasure(behind)) return true;
  if (measures.some((measure) => isAbout(measure, nameOf(risk)))) return true;
  return beside === undefined && !byLabel && DONE.test(said);
}

/** Whether a row that names a risk leaves the place for its answer empty. */
export const isUnanswered = (risk: Point): boolean => {
  const answer = risk.cellOf(...COLUMNS);
  return answer !== undefined && answer.text === "" && nameOf(risk) !== "";
};

/** What the parts about mitigations say. */
export const measuresOf = (subject: Subject): string[] =>
  partsOf(subject, "mitigations").flatMap(({ content }) =>
    statementsIn(subject.markdown, content).map(({ text }) => text),
  );

/** With no other words, nothing is done: "none yet", "we will monitor it closely", "accepted". */
const DOES_NOTHING: ReadonlySet<string> = new Set(
  `a an the it its this that these is are be been was will would should shall can could may might do does done doing to of for and or at
  in on if when we i our they team ll no none nothing not never n na yet so far now unknown unclear open later soon pending known decided
  decide planned plan defined determined needed required mitigation mitigations mitigate accept accepted accepting accepts risk risks ignore
  ignored hope best careful monitor monitored monitoring watch watched see keep eye closely carefully situation handle handled deal with
  figure out cross fingers finger pray luck lucky somehow improvise fine happen happens happened become unlikely think about discuss review wait try`
    .trim()
    .split(/\s+/),
);

/** An accepted risk is answered when the reason stands beside it; `TBD` is told as what it is. */
const doesSomething = (text: string): boolean =>
  isLeftOpen(text) || (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => !DOES_NOTHING.has(word));
