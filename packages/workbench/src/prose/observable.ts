// Whether somebody could say of a sentence that it came true. A figure does it, and so does an outcome that one can watch; a metric
// without a figure and a feeling do not.
import { quantitiesIn, withoutIds } from "./quantity.ts";
import { subjectWords } from "./subject-words.ts";

/** Whether a text counts something; ids, versions and dates are no figures. */
export const hasFigure = (text: string): boolean =>
  quantitiesIn(withoutIds(text)).length > 0 ||
  /\b(?:zero|once|twice|half|byte-identical|sub-?\d|O\([^)]*\))/i.test(text);

/** What is only told by a figure. */
const METRIC =
  /\b(?:latenc(?:y|ies)|throughput|memory (?:use|usage|consumption|footprint)|(?:cpu|gpu|disk|network|resource|battery|power) (?:use|usage|load|utili[sz]ation|consumption)|utili[sz]ation|accuracy|precision|recall|bandwidth|(?:response|load|start-?up|round[- ]trip|processing|inference|sync|recovery|reconnect(?:ion)?) times?|time to first \w+|uptime|availability|(?:error|failure|loss|success|hit|frame|word error) rates?|tokens per second|overhead|footprint|coverage|performance|quality|speed|jitter|delay)\b/i;

/** Says that it went well, and not what went well. */
const ABSTRACT =
  /\b(?:works? (?:correctly|fine|reliably|smoothly|together)|as expected|success(?:ful|fully)?|satisf\w+|(?:users?|people|developers?|customers?|everybody|team) (?:likes?|loves?|enjoys?|prefers?|wants?|accepts?|agrees?|finds?)|happy|happiness|good enough|meets? (?:the |our |all )?(?:expectations?|requirements?|needs?)|(?:is|are) (?:useful|usable|ready|done|feasible|helpful|complete|viable|valuable)|understand(?:s|ing)?|understood|learn(?:s|ed|ing)?|knowledge|confiden(?:t|ce)|insights?|adopt(?:ed|ion)|experience|convinc\w+|impress\w+|prais\w+|progress|positive (?:feedback|reception)|value)\b/i;

/** Somebody can watch it happen, or it is named exactly. */
const OUTCOME =
  /\b(?:pass(?:es|ed)?|fail(?:s|ed)?|exits?|returns?|reject(?:s|ed)?|refuse[sd]?|compiles?|builds?|renders?|appears?|shows?|shown|displays?|opens?|loads?|logs?|prints?|writes?|written|restarts?|resumes?|reconnects?|delete[sd]?|create[sd]?|exists?|named?|listed|documented|deployed|published|merged|removed|recorded|signed|replaced|reviewed|approved|chosen|decided|contains?|matche?s?|equals?|unchanged|survives?|loses?|sees?|receives?|sends?|sent|arrives?|export(?:s|ed)?|import(?:s|ed)?|stops?|starts?|falls? back|detects?|reports?|tells?|names|without|updated|populated|configured|installed|enabled|disabled|supported|compatible|available|accessible|in place|confirms?|verified|validated|handled)\b/i;

/** Code, paths and options are named exactly. */
const CODE = /\w\(\)|--\w|\w_\w|[a-z][A-Z]|\w\.\w{1,4}\b|\//;

const TOTAL = /\b(?:no|none|never|always|every|each|all|exactly|identical|both|same)\b/i;

const TOO_SHORT = 2;

export type Observability = "figure" | "outcome" | "unclear" | "nothing";

/** How a text can be checked: by its figure, by an outcome, perhaps, or by nothing. */
export function observabilityOf(text: string): Observability {
  if (hasFigure(text)) return "figure";
  if (ABSTRACT.test(text)) return "nothing";
  if (TOTAL.test(text)) return "outcome";
  if (METRIC.test(text)) return "nothing";
  if (OUTCOME.test(text) || CODE.test(text)) return "outcome";
  return subjectWords(text).size <= TOO_SHORT ? "nothing" : "unclear";
}
