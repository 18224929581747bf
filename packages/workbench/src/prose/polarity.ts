// Whether a sentence says that something is so or that it is not, and of what. "Offline edits are not supported" denies what
// "Support offline edits" affirms: the same words are left when the words for yes and no are taken out.
import { rootOf } from "./root-word.ts";
import { subjectWords } from "./subject-words.ts";

export interface Stance {
  readonly isDenied: boolean;
  /** Nothing is left out: "no", "never", "every". */
  readonly isUniversal: boolean;
  /** What it speaks of, by the keys of the words, without yes and no. */
  readonly subject: ReadonlySet<string>;
  /** What it holds under: the words behind "when", "if", "outside", …, with on, off and not. */
  readonly condition: ReadonlySet<string>;
  /** Its condition is something that has to happen first: "until", "unless", "before". */
  readonly isAwaited: boolean;
  /** What it does not need to hold: the words behind "without". */
  readonly waived: ReadonlySet<string>;
}

/** Say no only in part, or nothing about yes and no. */
const IDIOMS =
  /\bnot only\b|\bwhether or not\b|\bno matter\b|\bno-op\b|\bnon-\w+|\b(?:no|not|never) (?:more|less|fewer|longer|later|higher|lower|worse) than\b|\bno sooner\b/gi;
const NO = /\b(?:not|no|never|none|neither|nor|cannot|nothing|nobody)\b|n['’]t\b/gi;
/** Not as a part of a name: `disable-file` denies nothing. */
const DENIES =
  /(?<![\w-])(?:unsupported|forbid(?:s|den)?|disallow(?:s|ed)?|prohibit(?:s|ed)?|reject(?:s|ed)?|refuse[sd]?|prevent(?:s|ed)?|disable[sd]?|exclude[sd]?|omit(?:s|ted)?|avoid(?:s|ed)?|unavailable|impossible|out of scope)(?![\w-])/gi;

const YES_AND_NO: ReadonlySet<string> = new Set(
  `supported unsupported supports accept permit include possible impossible available unavailable forbid forbidden disallow prohibit
   reject refuse prevent disable exclude omit avoid scope version release iteration phase mvp now initially currently`
    .split(/\s+/)
    .map(rootOf),
);

const UNIVERSAL = /\b(?:no|never|nothing|none|nobody|always|every|each|all|any|only|fully|entirely)\b/i;

/** Where the main clause ends: what follows adds a reason, a way or a detail. */
const ASIDE =
  /\s(?:—|–|-)\s|;|\(|[.?!](?=\s|$)|, (?:they|it|this|instead)\b|,? (?:but|so that|because|without|with no|even|and not|by(?! (?:hand|at most|at least|up to|\d)\b)) /i;
const CONDITION =
  /\b(?:when(?:ever)?|while|if|unless|until|once|before|after|during|except|outside|beyond|other than|as long as|only (?:on|in|for|with)|in case)\b/i;

/** What a text says first, without the reasons, ways and details that follow. */
export const mainClause = (text: string): string => text.split(ASIDE, 1)[0] ?? "";

/** The keys of a text without those that only say yes or no. */
export const withoutYesAndNo = (keys: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...keys].filter((key) => !YES_AND_NO.has(key)));

const split = (text: string): { readonly main: string; readonly condition: string } =>
  splitCondition(mainClause(text.replaceAll(IDIOMS, " ")));

/** The main clause without the condition that it holds under. */
export const mainOf = (text: string): string => split(text).main;

export function stanceOf(text: string): Stance {
  const { main, condition } = split(text);
  const denials = (main.match(NO)?.length ?? 0) + (main.match(DENIES)?.length ?? 0);
  return {
    isDenied: denials % 2 === 1,
    isUniversal: UNIVERSAL.test(main),
    subject: withoutYesAndNo(subjectWords(main)),
    condition: new Set([...subjectWords(condition), ...statesIn(condition)]),
    isAwaited: AWAITED.test(condition),
    waived: subjectWords([...text.matchAll(WAIVED)].map(([, name = ""]) => name).join(" ")),
  };
}

const AWAITED = /^(?:until|unless|before)\b/i;
const WAIVED = /\bwithout (?:an? |any |the )?([\p{L}\p{N}-]+)/giu;

/** "The PC is on" and "the PC is off" are two conditions, in words that say nothing elsewhere. */
const statesIn = (condition: string): string[] =>
  condition.toLowerCase().match(/\b(?:on|off|not|no)\b(?=\W*$)|\bnot?\b/g) ?? [];

const VERB = /\b(?:is|are|was|were|be|must|can|cannot|will|never|may|should|does|do|has|have)\b/i;
const FINITE =
  /\b(?:runs|works|stops|halts|pauses|waits|blocks|keeps|continues|goes|starts|shows|sends|writes|reads|returns|exits|holds|loses|drops|fails)\b/i;
const RELATIVE = /\b(?:that|which|who) (?:is|are|was|were|has|have) \w+/gi;

/** A condition comes first and ends with a comma, stands in the middle and ends with the verb, or comes last. */
function splitCondition(clause: string): { readonly main: string; readonly condition: string } {
  const at = CONDITION.exec(clause)?.index ?? clause.length;
  const [before, rest] = [clause.slice(0, at), clause.slice(at)];
  const said = before.replaceAll(RELATIVE, " ");
  const isMainOpen = at > 0 && !VERB.test(said) && !FINITE.test(said);
  const end = at === 0 ? rest.indexOf(",") : isMainOpen ? rest.search(VERB) : -1;
  return end > 0
    ? { main: before + rest.slice(end), condition: rest.slice(0, end) }
    : { main: before, condition: rest };
}
