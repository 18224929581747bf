// Pairs of positions that a system cannot take both. Each side is a pattern of how people write it; how much the two sentences have
// to share besides depends on how much of the system the position takes in: "works offline" is about everything, "encrypted" is
// about what is encrypted.

export interface Opposition {
  readonly sides: readonly [one: RegExp, other: RegExp];
  /** `nothing`: it holds for the whole system. `subject`: both speak of one thing. `same`: nearly the same sentence. */
  readonly shares: "nothing" | "subject" | "same";
}

const about = (shares: Opposition["shares"], one: RegExp, other: RegExp): Opposition => ({
  sides: [one, other],
  shares,
});

const DROPPED =
  /\b(?:are|is|be) (?:(?!never|not)\w+ )?(?:dropped|discarded|lost|thrown away|evicted)\b|\b(?:drops?|discards?)\b|\bbest[- ]effort\b|\bat[- ]most[- ]once\b|\bfire[- ]and[- ]forget\b/i;

export const OPPOSITIONS: readonly Opposition[] = [
  about(
    "nothing",
    /\b(?:fully|entirely|completely|always) (?:\w+ )?offline\b|\b(?:bridge|system|app|product|everything|(?:every|all) \w+)\b[^.;,]{0,30}\b(?:offline|without (?:an?|any|the) (?:network|internet|connection))\b|\b(?:all|every|only)\b[^.;]{0,40}\bon (?:the|this|an?|their) (?:[\w'’]+ )?(?:machine|device|laptop|computer)\b|\bno (?:network|internet|cloud)\b|\b(?:no\w*|never)\b[^.;]{0,40}\bleaves? (?:the|this|an?|its|their) \w+|\b(?:on[- ]device|local(?:ly)?|offline|on (?:the|this) (?:[\w'’]+ )?(?:machine|device|laptop)) only\b|\bonly (?:on[- ]device|local(?:ly)?|on the (?:[\w'’]+ )?(?:machine|device|laptop))\b|\bstays? (?:local|on the (?:[\w'’]+ )?(?:machine|device|laptop|computer))\b/i,
    /\b(?:requires?|needs?|depends? on|assumes?) (?:an? |the )?(?:\w+ )?(?:internet|network|cloud|online)\b|\b(?:internet|network|online) (?:connection|access) (?:is|are) (?:required|needed|mandatory)\b|\b(?:sen[dt]s?|upload\w*|forward\w*|calls?|stream\w*|validat\w+|check\w*|sync\w*|back\w* up|backup|stor\w+|process\w*|hosted|runs?)\b[^.;]{0,60}\b(?:cloud|hosted|remote|analytics|third[- ]party|vendor|external (?:API|service|server)|central server)\b|\b(?:online|cloud)[- ]only\b|\bonly (?:when |while )?online\b/i,
  ),
  about(
    "nothing",
    /\b(?:backwards?|forwards?)[- ]compatib\w*|\b(?:old(?:er)?|existing|current|v\d) (?:\w+ )?(?:clients?|browsers?|pages?|consumers?|callers?|users)\b[^.;]{0,30}\b(?:keep|continue|still|go on|unchanged|unaffected)\b|\bno breaking changes?\b/i,
    /\bbreaking changes?\b|\bincompatible\b|\b(?:drops?|removes?|ends?|breaks?)\b[^.;]{0,40}\b(?:old|existing|legacy|v\d|previous)\b[^.;]{0,30}\b(?:clients?|APIs?|protocol|format|endpoints?|browsers?|versions?)\b|\b(?:old(?:er)?|existing|v\d) (?:\w+ )?(?:clients?|browsers?|pages?) (?:must|have to|need to) (?:upgrade|update|reload)\b/i,
  ),
  about(
    "nothing",
    /\b(?:no|zero|without) (?:(?:new|additional|further|extra|external|native|runtime) )*(?:dependenc\w+|librar\w+|packages?)\b/i,
    /\b(?:adds?|introduces?|brings? in|installs?|depends? on)\b(?! no\b)[^.;]{0,50}\b(?:dependenc\w+|librar\w+|packages?)\b/i,
  ),
  about(
    "nothing",
    /\bno (?:data|schema|database) (?:changes?|migrations?)\b|\bschema (?:stays|remains|is) (?:the same|unchanged|untouched)\b/i,
    /\b(?:adds?|drops?|renames?|migrates?|alters?|new)\b[^.;]{0,40}\b(?:columns?|tables?|schema)\b/i,
  ),
  about(
    "nothing",
    /\b(?:no|zero|without)[- ](?:\w+ )?downtime\b|\bwithout (?:stopping|a restart|interruption)\b/i,
    /\bmaintenance window\b|\bplanned (?:downtime|outage)\b|\bdowntime of\b|\b(?:stops?|restarts?|shuts? down|stopping|restarting) the (?:bridge|server|service)\b/i,
  ),
  about(
    "nothing",
    /\b(?:no|without(?: an?| any)?) (?:\w+ )?(?:log-?in|sign-?in|authentication|accounts?|passwords?)\b|\banonymous(?:ly)?\b/i,
    /\b(?:requires?|needs?|must|only)\b[^.;]{0,40}\b(?:log(?:ged)?[- ]?in|sign(?:ed)?[- ]?in|authenticat\w+|accounts?|passwords?)\b/i,
  ),
  about(
    "nothing",
    /\b(?:without|no) (?:an? |any )?(?:\w+ )?GPU\b|\bCPU[- ]only\b|\bonly (?:on )?the CPU\b/i,
    /\b(?:requires?|needs?|must (?:have|run on|use))\b[^.;]{0,20}\bGPU\b|\bGPU is (?:required|needed|mandatory)\b|\bGPU[- ]only\b|\bonly (?:runs )?on (?:an? |the )?GPU\b/i,
  ),
  about(
    "nothing",
    /\bno (?:telemetry|tracking|analytics|usage data)\b/i,
    /\b(?:collects?|sends?|reports?|uploads?)\b[^.;]{0,30}\b(?:telemetry|usage (?:data|statistics)|analytics)\b/i,
  ),
  about("nothing", /\bfails? closed\b/i, /\bfails? open\b/i),
  about(
    "subject",
    /\b(?:never|not|nothing|no(?= \w))\b(?<about>[^.;]{0,40})\b(?:stored|persisted|kept|written|saved|retained|logged|recorded)\b|\bin[- ]memory only\b|\bonly in memory\b|\bnever (?:stores?|persists?|keeps?|saves?|logs?|records?)\b/i,
    /\b(?:are|is|be) (?:(?!never|not)\w+ )?(?:stored|persisted|kept|written|saved|retained|archived|logged|recorded)\b|\b(?:stores?|persists?|keeps?|saves?|retains?|logs?|records?)\b|\bsurvives? (?:an? |the )?(?:restart|crash|reload)\b/i,
  ),
  about(
    "subject",
    /\b(?:no|never|nothing|without)\b(?<about>[^.;]{0,40})\b(?:lost|loses?|losing|loss|dropped|missed|discarded)\b|\bexactly[- ]once\b/i,
    DROPPED,
  ),
  about("subject", /\b(?:every|each|all)\b(?<about>[^.;]{0,40})\b(?:delivered|arrives?|kept|survives?)\b/i, DROPPED),
  about(
    "subject",
    /\bexactly[- ]once\b|\bno duplicates?\b|\bnever (?:\w+ )?(?:twice|duplicated|repeated)\b/i,
    /\bat[- ]least[- ]once\b|\b(?:may|can) (?:be )?(?:duplicated?|repeat(?:ed)?|arrive twice)\b|\bduplicates? (?:are|is) (?:allowed|accepted|possible|tolerated)\b/i,
  ),
  about(
    "subject",
    /\b(?:works?|runs?|usable|available|possible) (?:\w+ )?offline\b/i,
    /\b(?:internet|network|cloud|online)\b/i,
  ),
  about(
    "subject",
    /(?<![.\w])(?:JSON|XML|plain text|human[- ]readable)\b/i,
    /\b(?:binary|MessagePack|protobuf|CBOR)\b/i,
  ),
  about("subject", /\bCPU[- ]only\b|\bonly (?:on )?the CPU\b/i, /\b(?:on|uses?) (?:the |a )?GPU\b/i),
  about("subject", /\bencrypt\w*\b/i, /\b(?:plain[- ]?text|unencrypted|clear[- ]?text|in the clear)\b/i),
  about("subject", /\bsynchronous(?:ly)?\b/i, /\basync(?:hronous(?:ly)?)?\b|\bin the background\b/i),
  about(
    "subject",
    /\b(?:in|one|same) order\b|\bordered\b/i,
    /\b(?:any|different|another) orders?\b|\bunordered\b|\bout of order\b/i,
  ),
  about(
    "subject",
    /\bread[- ]only\b|\bimmutable\b|\bappend[- ]only\b|\bnever (?:changed|edited|overwritten|rewritten)\b/i,
    /\bedit(?:s|ed|able)?\b|\bmodif(?:y|ies|ied)\b|\boverwrit\w+\b|\brewr\w+\b|\bmutable\b|\bdelete[sd]?\b/i,
  ),
  about(
    "subject",
    /\bsequential(?:ly)?\b|\bone (?:at a time|after (?:the )?(?:an)?other)\b|\bserial(?:ly)?\b|\b(?:only one|a single)\b/i,
    /\bparallel\b|\bconcurrent(?:ly)?\b|\bat once\b|\bsimultaneous(?:ly)?\b|\b(?:several|multiple|many)\b/i,
  ),
  about("subject", /\bstateless\b/i, /\bstateful\b|\b(?:keeps?|holds?)\b[^.;]{0,20}\bstate\b/i),
  about("subject", /\bstrong(?:ly)? consisten\w+/i, /\beventual(?:ly)? consisten\w+/i),
  about("subject", /\bpush(?:es|ed)?\b/i, /\bpoll(?:s|ed|ing)?\b/i),
  about(
    "subject",
    /\b(?:last|latest|newest) (?:write|edit|change)s? wins?\b|\boverwrit\w+\b/i,
    /\b(?:both|all) (?:edits?|changes?|versions?|sides?) (?:are|is) kept\b|\bmerge[sd]?\b/i,
  ),
  about(
    "same",
    /\b(?:keeps?|kept|retain(?:s|ed)?|preserve[sd]?|stays?|remains?|survive[sd]?)\b/i,
    /\b(?:delete[sd]?|remove[sd]?|erase[sd]?|discard(?:s|ed)?|purge[sd]?|cleared|forgotten|dropped|overwritten)\b/i,
  ),
  about(
    "same",
    /\b(?:enable[sd]?|on by default|turn(?:s|ed)? on|opt[- ]out)\b/i,
    /\b(?:disable[sd]?|off by default|turn(?:s|ed)? off|opt[- ]in)\b/i,
  ),
  about(
    "subject",
    /\bautomatic(?:ally)?\b|\bwithout (?:asking|(?:any )?(?:confirmation|approval))\b/i,
    /\bmanual(?:ly)?\b|\bby hand\b|\b(?:presse|click|confirm)s?\b/i,
  ),
  about("same", /\bpublic(?:ly)?\b/i, /\bprivate(?:ly)?\b/i),
  about("same", /\b(?:mandatory|required)\b/i, /\boptional\b/i),
  about(
    "same",
    /\b(?:increase[sd]?|raise[sd]?|grow(?:s|n)?)\b/i,
    /\b(?:reduce[sd]?|decrease[sd]?|lower(?:s|ed)?|shrink[s]?)\b/i,
  ),
  about("same", /\b(?:accept|allow|permit)(?:s|ed)?\b/i, /\b(?:reject|forbid|refuse|block)(?:s|d|ed|den)?\b/i),
  about("same", /\breal[- ]time\b|\bimmediately\b/i, /\bbatch(?:ed|es)?\b|\bnightly\b|\bonce a (?:day|night|week)\b/i),
];

/** What turns the words behind it round: "no cloud service", "instead of plain text". */
const TURNED = /\b(?:no|not|never|without|cannot|non|instead of|rather than|avoid\w*|replac\w+|n't)\b[- \w]{0,20}$/i;
const REACH = 40;

/** The text without the words that take the position, what they are `about` excepted; null when it does not take it. */
export function withoutPosition(text: string, side: RegExp): string | null {
  const match = side.exec(text);
  if (match === null || TURNED.test(text.slice(Math.max(0, match.index - REACH), match.index))) return null;
  return `${text.slice(0, match.index)} ${match.groups?.["about"] ?? ""} ${text.slice(match.index + match[0].length)}`;
}
