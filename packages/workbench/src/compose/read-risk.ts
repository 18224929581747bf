// A risk that is written as a sentence: what it is, how likely, how bad, and what is done about it. "R1, likely, low impact: …",
// "… (likelihood low, impact high): …", "…; likely; high; …", and labels behind it or below.
export interface WrittenRisk {
  readonly risk: string;
  readonly likelihood: string;
  readonly impact: string;
  readonly mitigation: string;
}

const WORDS =
  "very low|low|medium|moderate|very high|high|critical|severe|rare|very likely|unlikely|possible|likely|certain";
const RATED = String.raw`(?:(?:likelihood|probability|impact|severity)\s*[:=]?\s*)?(?:${WORDS})(?:\s+(?:likelihood|probability|impact|severity))?`;
const RATINGS = String.raw`${RATED}(?:\s*[,/]\s*${RATED})*`;

const MITIGATION = /[\s.;,(]*\bmitigat(?:ion|ions|ed by)\s*[:–—-]\s*(.*?)\)?\s*$/is;
const BEFORE = new RegExp(String.raw`^([A-Z]{1,3}-?\d+)?[\s,(:]*(${RATINGS})\)?\s*[:–—-]\s+`, "i");
const BEHIND = new RegExp(String.raw`\s*\((${RATINGS})\)\s*(?:[:;–—-]\s*(.*))?$`, "is");
const LABELLED = new RegExp(
  String.raw`[\s.;,(]*\b((?:likelihood|probability|impact|severity)\s*[:=]\s*(?:${WORDS}))\b\)?`,
  "gi",
);
/** Words that rate how likely it is, without saying so. */
const CHANCE = /^(?:rare|unlikely|possible|likely|very likely|certain)$/i;

/** `below` is what stands under it. */
export function readRisk(text: string, below: string): WrittenRisk {
  const [first = "", chance = "", badness = "", ...measures] = text.split(/\s*;\s*/);
  if (isRating(chance) && isRating(badness))
    return { risk: first, likelihood: chance, impact: badness, mitigation: measures.join("; ") };
  const own = text.replace(MITIGATION, "");
  const behind = BEHIND.exec(own);
  const before = BEFORE.exec(own);
  const labelled = [...`${own} ${below}`.matchAll(LABELLED)].map(([, rating = ""]) => rating);
  const ratings = [before?.[2], behind?.[1], ...labelled].flatMap((list) => list?.split(/\s*[,/]\s*/) ?? []);
  const words = own
    .slice(before?.[0].length ?? 0)
    .replace(BEHIND, "")
    .replaceAll(LABELLED, "");
  return {
    risk: `${before?.[1] === undefined ? "" : `${before[1]}: `}${words.replace(/[\s.]+$/, "")}`,
    ...rated(ratings),
    mitigation: (mitigationIn(text) ?? mitigationIn(below) ?? behind?.[2] ?? "").replace(/\.$/, ""),
  };
}

const mitigationIn = (text: string): string | undefined => MITIGATION.exec(text)?.[1];

const isRating = (text: string): boolean => new RegExp(`^(?:${WORDS})$`, "i").test(text);

/** What does not say which of the two it is: how likely comes first. */
function rated(ratings: readonly string[]): Pick<WrittenRisk, "likelihood" | "impact"> {
  const of = (name: RegExp): string | undefined => ratings.find((rating) => name.test(rating));
  const bare = ratings.filter((rating) => isRating(rating));
  const impact = of(/impact|severity/i);
  const likelihood =
    of(/likelihood|probability/i) ??
    bare.find((rating) => CHANCE.test(rating)) ??
    (impact === undefined ? bare[0] : undefined);
  return {
    likelihood: ratingIn(likelihood),
    impact: ratingIn(impact ?? bare.find((rating) => rating !== likelihood)),
  };
}

const ratingIn = (text = ""): string => new RegExp(`\\b(?:${WORDS})\\b`, "i").exec(text)?.[0] ?? "";
