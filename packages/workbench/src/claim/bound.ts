// Which side of a number is meant, and how exactly: "at least", "up to", "about". It is said before the number or behind it.
export type Bound = "exactly" | "about" | "more than" | "at least" | "less than" | "at most" | "up to";

/** In the order in which they are tried: a negation turns round what follows it. */
const BEFORE: readonly (readonly [bound: Bound, said: string])[] = [
  [
    "at most",
    String.raw`(?:no|not) (?:more|longer|higher|greater|larger|slower) than|at most|≤|<=|(?:a )?max(?:imum|\.)?(?: of)?|within`,
  ],
  ["at least", String.raw`(?:no|not) (?:less|fewer|lower|smaller) than|at least|≥|>=|(?:a )?min(?:imum|\.)?(?: of)?`],
  [
    "more than",
    String.raw`(?:well |just )?(?:more than|over|above|beyond|greater than|upwards of)|>|exceed(?:s|ed|ing)?`,
  ],
  ["less than", String.raw`(?:well |just )?(?:less than|fewer than|below|under)|<`],
  ["up to", "up to|as (?:much|many) as"],
  ["about", String.raw`about|around|roughly|approx(?:imately|\.)?|some|circa|ca\.|~|≈|nearly|almost|close to`],
];

const BEFORE_NUMBER = BEFORE.map(
  ([bound, said]) => [bound, new RegExp(String.raw`(?<![\p{L}\d])(?:${said})\s*(?:by\s+)?$`, "iu")] as const,
);

const BEHIND_NUMBER: readonly (readonly [bound: Bound, said: RegExp])[] = [
  ["at least", /^\s*(?:or|and) (?:more|higher|above|over)\b|^\s*at least\b|^\+/i],
  ["at most", /^\s*(?:or|and) (?:less|fewer|lower|below)\b|^\s*at most\b/i],
  ["about", /^\s*or so\b|^,? (?:roughly|approximately)\b/i],
];

/** Of a number, by the text right before it and right behind its unit. */
export function boundAround(before: string, behind: string): Bound {
  const [bound] = BEFORE_NUMBER.find(([, said]) => said.test(before)) ?? [];
  return bound ?? BEHIND_NUMBER.find(([, said]) => said.test(behind))?.[0] ?? "exactly";
}
