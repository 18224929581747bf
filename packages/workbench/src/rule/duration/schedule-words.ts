// Words that say when work is done or how long it takes, as opposed to how long something runs, soaks or is kept.
import type { Span } from "../../text/span.ts";

const NUMBER = "(?:\\d+(?:\\.\\d+)?(?:\\s*(?:-|–|to)\\s*\\d+)?|one|two|three|four|five|six|a few|a couple of|several)";
const LONG = "(?:weeks?|months?|quarters?|sprints?)";
const UNIT = `(?:(?:work(?:ing)?|person|man|calendar)[ -]?)?(?:days?|${LONG})`;
const ABOUT = "(?:~|≈|about |around |approx\\.? |est\\.? |estimated |up to |at most )*";
const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?";
const WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?: \\d{4})?|${MONTH}(?: \\d{1,2}(?:st|nd|rd|th)?\\b)?(?:,? \\d{4})?)`;
const QUARTER = "Q[1-4]\\b(?:[ /'-]?(?:20)?\\d{2})?";
const TIME = `(?:${DATE}|${WEEKDAY}|${QUARTER})`;

/** Months and weekdays have a capital, so case counts where they stand. */
const CALENDAR: readonly RegExp[] = [
  new RegExp(
    `\\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Dd]ue(?: on| by)?|[Nn]o later than|[Ss]tarting|[Ii]n|ETA:?|[Tt]arget(?:ed)?(?: date)?:?)\\s+(?:the )?(?:(?:end|middle|beginning|start) of |mid[- ]|early |late |next |this )*${TIME}`,
    "g",
  ),
  /\b[Bb]y (?:the )?(?:end of (?:the |this |next )?(?:day|week|month|quarter|year|sprint)|next (?:week|month|quarter|sprint))\b/g,
  new RegExp(`(?<=[(\\[])${ABOUT}${TIME}(?:\\s*(?:-|–|—|to|→)\\s*${TIME})?(?=[)\\]])`, "g"),
  new RegExp(`\\b(?:[Ii]n|[Oo]ver) ${ABOUT}(?:the next )?${NUMBER} ${LONG}\\b`, "g"),
];

/** Only where phases are listed. */
const EFFORT: readonly RegExp[] = [
  /\b(?:weeks?|sprints?|months?) \d+(?:\s*(?:-|–|to)\s*\d+)?\b/gi,
  new RegExp(`(?<=[(\\[])${ABOUT}${NUMBER} ?${UNIT}(?: (?:total|max|of work|effort|each))?(?=[)\\],;])`, "gi"),
  new RegExp(`(?<=[:–—-]\\s*)${ABOUT}${NUMBER} ?${UNIT}(?=\\s*(?:$|[.;,)]))`, "gi"),
  new RegExp(`^\\W*${ABOUT}${NUMBER} ?${UNIT}(?=\\s*(?:$|[:–—]))`, "gi"),
  new RegExp(
    `\\b(?:takes?|duration|efforts?|timeline|time-?frame|estimated?)\\b(?: at| to take| is| of|:)? ${ABOUT}${NUMBER} ?${UNIT}\\b`,
    "gi",
  ),
];

/** What lasts because the design says so. */
const OF_THE_DESIGN =
  /\b(?:soak\w*|bak(?:e|es|ing)|canary|retention|retain\w*|keep|kept|ttl|expir\w*|monitor\w*|watch\w*|observ\w*|window|hold|burn-in|grace|deprecat\w*|overlap|dual-writ\w*|shadow|backups?|logs?|without|rolling|wait|stable|certificates?|tokens?)\b/i;

/** Where a text speaks of a schedule, relative to its beginning. `label` is what stands before it, such as the head of its column. */
export function scheduleWordsIn(
  text: string,
  { label = "", isPhase }: { readonly label?: string; readonly isPhase: boolean },
): Span[] {
  const effort = isPhase && !OF_THE_DESIGN.test(label) ? EFFORT.flatMap((pattern) => [...text.matchAll(pattern)]) : [];
  const found = [
    ...CALENDAR.flatMap((pattern) => [...text.matchAll(pattern)]),
    ...effort.filter(({ index }) => !OF_THE_DESIGN.test(text.slice(Math.max(0, index - REACH), index))),
  ];
  const spans = found
    .map(({ 0: words, index }) => ({ from: index, to: index + words.length }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  return spans.filter(({ from }, i) => i === 0 || from >= (spans[i - 1]?.to ?? 0));
}

/** So far before a duration stands what it is the duration of. */
const REACH = 40;
