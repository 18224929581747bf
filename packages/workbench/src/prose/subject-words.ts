// Whether two pieces of prose speak of one thing. Coarse on purpose: rules that say "nothing speaks of this" must not be fooled by
// other words for it, so half of what is said is enough.
import { foldWord } from "./fold-word.ts";
import { rootOf } from "./root-word.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Said of everything, so they tell nothing apart; by `foldWord`, because "worker" is no "work". */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `every each all any both same one two three other another some only just also still instead new able can cannot could must should
  shall may might will user system application feature functionality goal way thing work working make let get give see show display
  use using run happen exist become stay remain below above via per between across within during after before when while whenever where which who how if once
  than until unless about into onto support allow provide ensure guarantee implement implementation add create creation introduce
  enable offer test testing unit integration end e2e verify verification check cover coverage prove assert expect
  src lib util ts tsx js jsx mjs py re pre non not no never without nothing none least most more less fewer very`
    .split(/\s+/)
    .map(foldWord),
);

const isTelling = (word: string): boolean => word.length > 1 && !STOP_WORDS.has(word) && !/^\d/.test(word);

/** Identifiers are cut into the words that they are made of. */
const spellOut = (text: string): string => text.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, " ").toLowerCase();

const wordsIn = (text: string): string[] => (spellOut(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter(isTelling);

/** The keys of all words that are no stop words, in the order of the text, each once. */
export const wordKeys = (text: string): ReadonlySet<string> => new Set(wordsIn(text).map(rootOf));

/** The keys of the words that tell what a text is about. */
export const subjectWords = (text: string): ReadonlySet<string> =>
  new Set(
    wordsIn(withoutId(text))
      .filter((word) => !EMPTY_WORDS.has(foldWord(word)))
      .map(rootOf),
  );

/** Names of things that look like the name that an entry gives itself. */
const TECHNICAL =
  /^(?:P(?:50|75|90|95|99|999)|H\.?26\d|[AH][12]00|S3|EC2|V8|MP[34]|UTF-?\d+|SHA-?\d+|AES-?\d+|RSA-?\d+|HTTP-?\d|ES20\d\d|ISO-?\d+|RFC-?\d+|RTX-?\d+|GPT-?\d|VP[89]|AV1)$/;

const OWN_ID =
  /^[^\p{L}\p{N}]*((?:[A-Z]{1,5}-?\d+(?:\.\d+)*)|(?:(?:Goal|Risk|Task|Step|Question|Criterion|Phase|Milestone) #?\d+))\b(?!%)(?<mark>[:.)\]*_]?)/u;

/** The name that an entry gives itself at its beginning: `G1`, `R-2`, `T1.3`, `REQ-004`, `Goal 2`. */
export function idOf(text: string): string | null {
  const match = OWN_ID.exec(text);
  const id = match?.[1] ?? null;
  return id === null || (TECHNICAL.test(id) && match?.groups?.["mark"] === "") ? null : id;
}

/** An entry without the name that it gives itself and the marks behind it. */
export const withoutId = (text: string): string =>
  idOf(text) === null ? text : text.replace(OWN_ID, "").replace(/^[^\p{L}\p{N}"'`≤≥<>~-]+/u, "");

/** Whether a text names an id, alone or in a list or a range: `G1`, `G1, G2`, `G1–G4`, `goals 1 to 3`. */
export function namesId(text: string, id: string): boolean {
  const [, name = "", number = ""] = /^(.*?)(\d+)$/.exec(id) ?? [];
  if (new RegExp(`(?<![\\p{L}\\p{N}])${pattern(id)}(?![\\p{L}\\p{N}]|\\.\\d)`, "iu").test(text)) return true;
  if (name === "") return false;
  const again = `(?:${pattern(name)})?`;
  const range = new RegExp(
    `(?<![\\p{L}\\p{N}])${pattern(name)}(\\d+)\\s*(?:-|–|—|to|through|\\.\\.\\.?|…)\\s*${again}(\\d+)`,
    "giu",
  );
  const list = new RegExp(
    `(?<![\\p{L}\\p{N}])${pattern(name)}\\d+(?:\\s*(?:,|/|&|and|or)\\s*${again}\\d+)+(?![\\p{L}\\p{N}])`,
    "giu",
  );
  const wanted = Number(number);
  return (
    [...text.matchAll(range)].some(([, from, to]) => Number(from) <= wanted && wanted <= Number(to)) ||
    [...text.matchAll(list)].some(([all]) => (all.match(/\d+/g) ?? []).some((one) => Number(one) === wanted))
  );
}

/** `Goal 1` is also written `goals 1`. */
const pattern = (id: string): string => escape(id).replace(/(?<=\p{L}) /u, "s? ?#?");

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const ENOUGH = 0.5;

/** The part of the words of `thing`, from 0 to 1, that `text` says too. */
export function shareOfSubject(text: string, thing: string): number {
  const wanted = subjectWords(thing);
  if (wanted.size === 0) return 0;
  const said = subjectWords(text);
  return [...wanted].filter((word) => said.has(word)).length / wanted.size;
}

/** Whether a text names a thing by its id, or says at least half of its telling words. */
export function isAbout(text: string, thing: string): boolean {
  const id = idOf(thing);
  return (id !== null && namesId(text, id)) || shareOfSubject(text, thing) >= ENOUGH;
}
