// Folds the forms of an English word to one: "resumes", "resumed" and "resuming" meet in "resum". Light on purpose: it
// takes endings off verbs and plurals and leaves "connection" and "connect" apart. What it returns is a key, not a word.

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    began: "begin",
    begun: "begin",
    broke: "break",
    broken: "break",
    built: "build",
    chose: "choose",
    chosen: "choose",
    found: "find",
    held: "hold",
    hidden: "hide",
    kept: "keep",
    lost: "lose",
    made: "make",
    ran: "run",
    running: "run",
    sent: "send",
    shown: "show",
    spoke: "speak",
    stored: "store",
    threw: "throw",
    thrown: "throw",
    took: "take",
    taken: "take",
    went: "go",
    wrote: "write",
    written: "write",
    indices: "index",
    indexes: "index",
  }),
);

/** The key of a lower-case word. */
export function foldWord(word: string): string {
  const regular = IRREGULAR.get(word) ?? word;
  return regular.length < 4 ? regular : withoutFinalE(withoutVerbEnding(withoutPlural(regular)));
}

function withoutPlural(word: string): string {
  if (!word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:ss|x|z|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function withoutVerbEnding(word: string): string {
  if (word.endsWith("ied") && word.length > 4) return `${word.slice(0, -3)}y`;
  const stem = word.endsWith("ing") ? word.slice(0, -3) : word.endsWith("ed") ? word.slice(0, -2) : word;
  if (stem === word || stem.length < 3 || !/[aeiouy]/.test(stem)) return word;
  return /([bdfgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

function withoutFinalE(word: string): string {
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}
