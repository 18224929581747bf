// Words that say how a comparison came out. Which claim a word belongs to is told elsewhere; here only what it says.
import type { Span } from "../text/span.ts";

export type AssertionKind =
  | "down"
  | "up"
  | "better"
  | "worse"
  | "same"
  | "not-down"
  | "not-up"
  | "not-better"
  | "not-worse"
  /** "Significantly": adds nothing but strength. */
  | "strong"
  /** Names the verdict that says nothing. */
  | "inconclusive";

export interface Assertion extends Span {
  readonly kind: AssertionKind;
  /** As it is written. */
  readonly words: string;
  /** Of speed, so it says nothing about memory. */
  readonly isSpeed: boolean;
  /** "More", "up": says something only right beside a number. */
  readonly isBeside: boolean;
}

type Lexicon = readonly (readonly [kind: AssertionKind, said: string, how?: "speed" | "beside"])[];

const BE = String.raw`(?:is|are|was|were|be|been|stay(?:s|ed)?|remain(?:s|ed)?|keeps?|kept|leaves?|left)`;
const NEG = String.raw`(?:no|not|never|neither|nor|cannot|n['’]t)\s+(?:(?:be|been|get|got|become|became|any|even|measurably|noticeably|significantly|at all)\s+)*`;

/** In this order; where two begin at one place the first counts. */
const LEXICON: Lexicon = [
  ["inconclusive", "inconclusive|undecided"],
  [
    "same",
    String.raw`equivalen(?:t|ce)|unchanged|unaffected|indistinguishable|identical|on (?:a )?par|(?:no|without|zero)\s+(?:\w+\s+)?(?:differences?|change|effect|impact|influence|gain|loss)\b(?:\s+(?:to|in|on|of)\b)?|no different|(?:${NEG}|does nothing to )(?:affect|change|influence|matter|move|differ)(?:s|ed)?|as (?:fast|quick|good|small|large|big|high|low|much|many|long|slow) as|equally (?:\w+)|makes no`,
  ],
  [
    "same",
    String.raw`(?<=\b${BE}\s+(?:\w+\s+)?)(?:the same|equal|flat|constant)\b(?!\s+(?:machine|session|commit|run))`,
  ],
  [
    "not-worse",
    String.raw`at least as (?:fast|good|quick|small|cheap)(?: as)?|${NEG}(?:worse|slower|slow(?:s|ed)?|regress\w*|degrad\w*|suffer\w*|inferior|hurt)|(?:no|without)(?: a| any)? (?:regression|slowdown|penalty|degradation)s?`,
  ],
  [
    "not-better",
    String.raw`${NEG}(?:better|faster|quicker|improv\w*|win|superior)|(?:no|without)(?: an?| any)? (?:improvement|speed-?up|gain|benefit|advantage)s?`,
  ],
  [
    "not-up",
    String.raw`${NEG}(?:higher|larger|bigger|longer|heavier|rise|rose|risen|grow|grew|increas\w*|climb|raise)`,
  ],
  [
    "not-down",
    String.raw`${NEG}(?:lower|smaller|shorter|fewer|fall|fell|fallen|drop|shrink|decreas\w*|declin\w*|reduce|cut|save)`,
  ],
  ["better", String.raw`sp(?:eeds?|ed|eeded)\b[^.;,]{0,30}?\bup|speed-?ups?|faster|quicker|fastest|quickest`, "speed"],
  ["worse", String.raw`slower|slow(?:s|ed)?|slowdowns?|slowest`, "speed"],
  [
    "better",
    String.raw`better|best|improv(?:e|es|ed|ing|ements?)|wins?|won|winning|winner|beats?|outperform(?:s|ed)?|superior|boost(?:s|ed)?|surpass(?:es|ed)?|outpac(?:e|es|ed)|accelerat(?:e|es|ed|ion)|gains?|gained|advantage|ahead`,
  ],
  [
    "worse",
    String.raw`worse(?:ns|ned)?|worst|regress(?:es|ed|ions?)?|degrad(?:e|es|ed|ation)|inferior|deteriorat(?:e|es|ed|ion)|hurts?|penalty|suffers?|suffered|loses?`,
  ],
  ["worse", String.raw`costs?`, "beside"],
  [
    "down",
    String.raw`(?:went|goes|go|come|comes|came|gone|brought|brings|bring) (?:\w+ )?down|fell|falls?|fallen|falling|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing|tions?)|cuts?|cutting|shr[aiu]nk(?:s|ing)?|sav(?:e|es|ed|ing|ings)|shav(?:e|es|ed)|trim(?:s|med|ming)?|slash(?:es|ed)?|diminish(?:es|ed)?|narrow(?:s|ed)?|shorten(?:s|ed)?|halv(?:e|es|ed|ing)|smaller|shorter|lighter|s[au]nk|sinks?`,
  ],
  ["down", String.raw`(?:less|fewer)(?! than\s+(?:\d|an?\s|half))|down|cheaper`, "beside"],
  [
    "up",
    String.raw`(?:went|goes|go|come|comes|came|gone) (?:\w+ )?up|rose|rises?|risen|rising|gr[eo]w(?:s|n|ing)?|increas(?:e|es|ed|ing)|climb(?:s|ed)?|higher|larger|bigger|longer|heavier|rais(?:e|es|ed)|add(?:s|ed)|jump(?:s|ed)?|surg(?:e|es|ed)|soar(?:s|ed)?|swell(?:s|ed)?|inflat(?:e|es|ed)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed)`,
  ],
  ["up", String.raw`more(?! than\s+(?:\d|an?\s|half))|up(?! to)|extra|additional`, "beside"],
  [
    "strong",
    String.raw`significant(?:ly)?|clear(?:ly)?|substantial(?:ly)?|considerabl[ey]|dramatic(?:ally)?|marked(?:ly)?|reliabl[ey]|definitely|proves?|proven|consistent(?:ly)?|undoubtedly|obviously|noticeabl[ey]|massive(?:ly)?`,
  ],
];

const PATTERNS = LEXICON.map(([kind, said, how]) => ({
  kind,
  said: new RegExp(String.raw`(?<![\p{L}\d])(?:${said})(?![\p{L}\d])`, "giu"),
  isSpeed: how === "speed",
  isBeside: how === "beside",
}));

/** Say nothing about a result: what a metric wants, names of bounds, and adjectives of the thing that was measured. */
const IDIOMS =
  /\b(?:lower|higher|smaller|larger|less|more|fewer|shorter) (?:is|means) (?:better|worse)\b|\b(?:lower|upper|higher) (?:bound|end|limit|percentiles?)s?\b|\b(?:more|less) or less\b|\bthe (?:lower|higher|better|faster|slower|smaller|larger|shorter|longer) (?=\p{L})(?!p\d)|\b(?:dropped|lost|saved|added) (?=(?:messages?|frames?|packets?|connections?|files?|requests?)\b)|\b(?:no|one|two) more\b|\bat best\b|\bas (?:much|many) as(?=\s+\d)|\bdrops?(?= (?:count|rate))/giu;

/** What a text asserts, in its order; a longer word is not told a second time for what it contains. */
export function assertionsIn(text: string): Assertion[] {
  const seen = text.replaceAll(IDIOMS, (idiom) => " ".repeat(idiom.length));
  const found: Assertion[] = [];
  for (const { said, ...how } of PATTERNS)
    for (const { index, 0: words } of seen.matchAll(said)) {
      const span = { from: index, to: index + words.trimEnd().length };
      if (found.some(({ from, to }) => from < span.to && span.from < to)) continue;
      found.push({ ...span, ...how, words: words.trim().replaceAll(/\s+/g, " ") });
    }
  return found.toSorted((a, b) => a.from - b.from);
}

/** What is only thought, asked, wanted or denied to be known asserts nothing. */
const HEDGE =
  /\b(?:may|might|could|would|should|must|perhaps|possibly|probably|likely|seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed)?|whether|unclear|unknown|expect(?:s|ed)?|hop(?:e|es|ed)|aim(?:s|ed)?|goal|target|if|unless|until|hypothes[ei]s|predict(?:s|ed)?|assum(?:e|es|ed)|no evidence|not (?:\w+ )?significant(?:ly)?|within (?:the |its )?noise|(?:not|n['’]t|cannot|never) (?:\w+ )?(?:tell|say|show|shown|prove|proven|know|known|exclude|excluded|claim|conclude)|need(?:s|ed)? to|wanted?)\b/i;

export const isHedged = (text: string): boolean => HEDGE.test(text);
