// Programs write hashes, ids and time stamps by the thousand, each of them once: as search terms they take twenty times the memory of their text,
// and nobody asks for one. Where there are few, a person wrote them, and another may paste one into the search.

const MACHINE_WORD = /\b(?:[0-9a-f]{12,}|\d{7,})\b/gi;
/** A file may have so many, */
const FEW = 20;
/** and one more for each so many UTF-16 units. */
const APART = 400;

/** The lines of a file as they are indexed; each stays where it is. */
export function withoutMachineWords(lines: readonly string[]): readonly string[] {
  let found = 0;
  let allowed = FEW;
  for (const line of lines) {
    found += line.match(MACHINE_WORD)?.length ?? 0;
    allowed += line.length / APART;
  }
  return found <= allowed ? lines : lines.map((line) => line.replaceAll(MACHINE_WORD, " "));
}
