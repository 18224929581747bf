/** An argv as one would type it; a word that a shell would split or change stands in quotes. */
export const commandLine = (argv: readonly string[]): string => argv.map(quoted).join(" ");

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!CONTROL.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  // A line end shown as one would look like the next row of a list.
  const inside = word.replaceAll(/[\\']/g, "\\$&").replaceAll(new RegExp(CONTROL, "g"), escaped);
  return `$'${inside}'`;
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const escaped = (letter: string): string =>
  ESCAPES[letter] ?? `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;

const meant = (inside: string): string =>
  inside.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code: string | undefined, letter: string | undefined) => {
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    return { n: "\n", r: "\r", t: "\t" }[letter ?? ""] ?? letter ?? "";
  });

/** The words of a line as a shell would split it, quotes and backslashes heeded; null when a quote is not closed. */
export function splitCommandLine(line: string): string[] | null {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === "$" && line.charAt(at + 1) === "'") {
      const end = endOfQuote(line, at + 1, true);
      if (end < 0) return null;
      word = (word ?? "") + meant(line.slice(at + 2, end));
      at = end;
    } else if (letter === "'" || letter === '"') {
      const end = endOfQuote(line, at);
      if (end < 0) return null;
      const inside = line.slice(at + 1, end);
      word = (word ?? "") + (letter === "'" ? inside : inside.replaceAll(/\\(["\\$`])/g, "$1"));
      at = end;
    } else if (letter === "\\" && at + 1 < line.length) {
      at += 1;
      word = (word ?? "") + line.charAt(at);
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + letter;
  }
  return word === undefined ? words : [...words, word];
}

function endOfQuote(line: string, from: number, hasEscapes = line.charAt(from) === '"'): number {
  const mark = line.charAt(from);
  for (let at = from + 1; at < line.length; at += 1) {
    if (hasEscapes && line.charAt(at) === "\\") at += 1;
    else if (line.charAt(at) === mark) return at;
  }
  return -1;
}
