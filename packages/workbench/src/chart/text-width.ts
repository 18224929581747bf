// How wide words are, without a font to ask: by classes of letters, on the wide side, so that texts which are kept apart here do not meet
// in whatever font the reader has.

/** Pixels at 12 px. */
const CLASSES: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ijlI.,:;'|!()[\]/ ]/, 4.7],
  [/[frt"°-]/, 5.2],
  [/[mwMW@%…−+=±<>]/, 11.4],
  [/[A-Z&]/, 8.6],
  [/[0-9a-z]/, 7.5],
  [/[ -\u02FF\u2000-\u22FF]/, 8.2],
];
const ANY_OTHER = 12;
const BOLD = 1.1;

/** Pixels at 12 px, rather too many than too few. */
export function textWidth(text: string, isBold = false): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return isBold ? width * BOLD : width;
}

const widthOf = (letter: string): number => CLASSES.find(([letters]) => letters.test(letter))?.[1] ?? ANY_OTHER;

/** The text, or as much of its beginning as fits with `…` behind it; empty when not even a letter does. */
export function cutText(text: string, room: number, isBold = false): string {
  if (textWidth(text, isBold) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, isBold) > room) letters.pop();
  const rest = letters.join("").trimEnd();
  return rest === "" ? "" : `${rest}…`;
}

/** Lines of whole words, parted at simple blanks; a word that is too long for a line is cut. */
export function wrapText(text: string, room: number, firstRoom = room): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ").filter((one) => one !== "")) {
    const longer = current === "" ? word : `${current} ${word}`;
    const isFirst = lines.length === 0;
    if (textWidth(longer) <= (isFirst ? firstRoom : room)) current = longer;
    else {
      if (current !== "" || isFirst) lines.push(current);
      current = cutText(word, room);
    }
  }
  return current === "" ? lines : [...lines, current];
}
