// Says what is wrong at the end of a session over one document, from what its script did and what is left. It knows nothing of how documents
// work, and imports nothing: text goes in on many ways, every piece of it has a name that is used once, and no piece may be missing.

/** What the script did, in order. A token is a word that occurs nowhere else; `marker`s are tokens that only a checkout brings. */
export type ScriptEvent =
  /** Somebody typed it into a text that began with `on`, the marker of some checkout; `null`: it had none. */
  | { readonly type: "typed"; readonly by: string; readonly token: string; readonly on: string | null }
  /** Whoever typed it was told that it is safe. */
  | { readonly type: "promised"; readonly token: string }
  /** It was removed on purpose, together with others or alone. */
  | { readonly type: "removed"; readonly token: string }
  /** A program or git found the file as `before` and left it as `after`: as it is on disk, line ends and mark included. */
  | { readonly type: "wrote"; readonly before: string; readonly after: string }
  /** The write before was git's: the text began anew, with this marker. */
  | { readonly type: "checkout"; readonly marker: string }
  /** A program wrote into a file that was being replaced: this version never was the file. */
  | { readonly type: "overtaken"; readonly before: string; readonly after: string }
  /** Somebody put it into the text: what waited in a suggestion. */
  | { readonly type: "accepted"; readonly token: string };

/** What is left when all is healed and at rest. */
export interface Outcome {
  readonly replicas: readonly { readonly name: string; readonly text: string }[];
  /** As it is on disk. */
  readonly file: string;
  /** Texts that wait in suggestions. */
  readonly suggestions: readonly string[];
  /** Texts of the versions that a person can bring back. */
  readonly kept: readonly string[];
}

const TOKEN = /[TM][0-9a-z]{9}/g;
const MARK = "\ufeff";

/** Every token in a text, each once. */
export const tokensOf = (text: string): Set<string> => new Set(text.match(TOKEN));

/** Each problem as one line, which begins with its kind: `diverged`, `lost`, `torn`, `repeated`, `mixed`, `line end`, `mark`. */
export function judge(script: readonly ScriptEvent[], outcome: Outcome): string[] {
  return [
    ...diverged(outcome),
    ...lost(script, outcome),
    ...repeated(script, outcome),
    ...mixed(script, outcome),
    ...lineEnds(script, outcome),
  ];
}

const plain = (file: string): string => file.replace(MARK, "").replaceAll("\r\n", "\n");

function diverged({ replicas, file }: Outcome): string[] {
  const onDisk = plain(file);
  return replicas
    .filter(({ text }) => text !== onDisk)
    .map(
      ({ name, text }) =>
        `diverged: ${name} has ${text.length} characters, the file ${onDisk.length}; ${firstDifference(text, onDisk)}`,
    );
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 15), at + 15));
  return `at ${at}: ${around(a)}, ${around(b)}`;
}

/** What was promised, or stood in a file, and was not removed, is somewhere. */
function lost(script: readonly ScriptEvent[], { file, suggestions, kept }: Outcome): string[] {
  const owed = new Map<string, string>();
  // A promise may come after the removal.
  const gone = new Set<string>();
  const owe = (token: string, why: string): void => {
    gone.delete(token);
    owed.set(token, why);
  };
  const remove = (token: string): void => {
    owed.delete(token);
    gone.add(token);
  };
  for (const event of script)
    switch (event.type) {
      case "promised":
        if (!gone.has(event.token)) owe(event.token, "promised");
        break;
      case "removed":
        remove(event.token);
        break;
      case "wrote":
        for (const token of newIn(event)) owe(token, "in a file");
        for (const token of goneFrom(event)) remove(token);
        break;
      case "overtaken":
        for (const token of newIn(event)) owe(token, "in an overtaken file");
        // It may count as what a program did to the file, or not.
        for (const token of goneFrom(event)) remove(token);
        break;
      case "typed":
      case "checkout":
      case "accepted":
        break;
    }
  const found = [file, ...suggestions, ...kept].join("\n");
  return [...owed]
    .filter(([token]) => !found.includes(token))
    .map(([token, why]) => `${isTorn(token, found) ? "torn" : "lost"}: ${token}, ${why}`);
}

/** Most of it is there: it was put into the text as a change of another word, whose letters went. */
const isTorn = (token: string, text: string): boolean =>
  [0, 1, 2, 3].some((from) => text.includes(token.slice(from, from + 7)));

interface Write {
  readonly before: string;
  readonly after: string;
}

const newIn = ({ before, after }: Write): string[] => without(tokensOf(after), tokensOf(before));
const goneFrom = ({ before, after }: Write): string[] => without(tokensOf(before), tokensOf(after));

const without = (all: ReadonlySet<string>, some: ReadonlySet<string>): string[] =>
  [...all].filter((token) => !some.has(token));

/** Nobody typed anything twice; only who accepts what was there already gets it once more. */
function repeated(script: readonly ScriptEvent[], { file }: Outcome): string[] {
  const accepted = acceptedIn(script);
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const token of file.match(TOKEN) ?? []) (seen.has(token) ? twice : seen).add(token);
  return without(twice, accepted).map((token) => `repeated: ${token}`);
}

const acceptedIn = (script: readonly ScriptEvent[]): Set<string> =>
  new Set(script.flatMap((event) => (event.type === "accepted" ? [event.token] : [])));

/** What was typed before a checkout is not in the text behind it, unless git or a program put it there, or somebody accepted it. */
function mixed(script: readonly ScriptEvent[], { file }: Outcome): string[] {
  const last = script.findLastIndex(({ type }) => type === "checkout");
  const checkout = script[last];
  if (checkout?.type !== "checkout") return [];
  const mayBeThere = acceptedIn(script);
  // The write just before the checkout is its own.
  for (const event of script.slice(last - 1))
    if (event.type === "wrote") for (const token of tokensOf(event.after)) mayBeThere.add(token);
  const inText = tokensOf(file);
  return script.flatMap((event) =>
    event.type === "typed" &&
    event.on !== null &&
    event.on !== checkout.marker &&
    inText.has(event.token) &&
    !mayBeThere.has(event.token)
      ? [`mixed: ${event.token} was typed on ${event.on}, the text is of ${checkout.marker}`]
      : [],
  );
}

/** Lines that are as some program last left them have the line end that it left; so does the mark at the beginning. */
function lineEnds(script: readonly ScriptEvent[], { file }: Outcome): string[] {
  const last = script.findLast(({ type }) => type === "wrote");
  if (last?.type !== "wrote") return [];
  const accepted = acceptedIn(script);
  const before = linesOf(last.after);
  const problems: string[] = [];
  for (const [line, end] of linesOf(file)) {
    const was = before.get(line);
    // A last line without an end gets one when another follows, and what was accepted is a new line.
    if (was === undefined || was === "" || end === "" || was === end || isIn(accepted, line)) continue;
    problems.push(`line end: ${JSON.stringify(line + was)} is ${JSON.stringify(line + end)} now`);
  }
  const had = last.after.startsWith(MARK);
  if (had !== file.startsWith(MARK)) problems.push(`mark: the file ${had ? "lost" : "got"} its mark`);
  return problems;
}

const isIn = (tokens: ReadonlySet<string>, line: string): boolean =>
  [...tokensOf(line)].some((token) => tokens.has(token));

/** Each line that has a token, without its end, and its end. */
function linesOf(file: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const [, line = "", end = ""] of file.replace(MARK, "").matchAll(/([^\r\n]*)(\r\n|\n|$)/g))
    if (tokensOf(line).size > 0) lines.set(line, end);
  return lines;
}
