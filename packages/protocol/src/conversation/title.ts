const MAX_CHARACTERS = 80;

/** A conversation's title: the first line of its first prompt, cut at a word to at most 80 characters. */
export function titleOf(prompt: string): string {
  const lines = prompt.split("\n").map((line) => oneLine(line));
  return shorten(lines.find((line) => line !== "") ?? "Untitled", MAX_CHARACTERS);
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** At most `max` characters; what is cut ends at a word, where there is one, and with an ellipsis. */
export function shorten(text: string, max: number): string {
  // A code point is at most two UTF-16 units: the rest need not be looked at.
  const characters = Array.from(text.slice(0, 2 * max + 2));
  if (characters.length <= max) return text;
  const cut = characters.slice(0, max - 1).join("");
  const end = cut.lastIndexOf(" ");
  return `${end > max / 2 ? cut.slice(0, end) : cut}…`;
}
