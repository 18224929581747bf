const LONGEST = 60;

/** A piece of a document as a message shows it: on one line, in quotes, and cut when it is long. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST ? `"${line}"` : `"${line.slice(0, LONGEST - 1).trimEnd()}…"`;
}
