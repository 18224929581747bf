/** An argv as one would type it; a word that a shell would split or change stands in quotes. */
export const commandLine = (argv: readonly string[]): string => argv.map(quoted).join(" ");

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The words of a line as a shell would split it, quotes and backslashes heeded; null when a quote is not closed. */
export function splitCommandLine(line: string): string[] | null {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === "'" || letter === '"') {
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

function endOfQuote(line: string, from: number): number {
  const mark = line.charAt(from);
  for (let at = from + 1; at < line.length; at += 1) {
    if (mark === '"' && line.charAt(at) === "\\") at += 1;
    else if (line.charAt(at) === mark) return at;
  }
  return -1;
}
