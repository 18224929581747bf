// Text of files stands between marks, so that a model can tell it from what a person says. Whoever wrote a file must not be
// able to close its mark, to open another, or to speak as a chat template does: the first character of what would do so is
// written as an entity, and nothing else of the text changes.

/** Consecutive lines of a file. */
interface MarkedLines {
  readonly path: string;
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** Our marks, and the turns of the chat templates in use; what may be between `<` and the word is bounded. */
const SPEAKING = new RegExp(
  [
    String.raw`<(?=[\s/]{0,16}(?:file|passage)\b)`,
    String.raw`<(?=\|[\w-]{1,40}\|>|[\uff5c\u2581])`,
    String.raw`<(?=\/?(?:s|bos|eos|start_of_turn|end_of_turn)>|<\/?SYS>>)`,
    String.raw`\[(?=\/?INST\])`,
  ].join("|"),
  "gi",
);

/** The text as a model may be given it: it can neither close a mark nor open one. */
export const asData = (text: string): string => text.replaceAll(SPEAKING, (mark) => `&#${mark.charCodeAt(0)};`);

const attribute = (value: string): string =>
  // eslint-disable-next-line no-control-regex
  value.replaceAll(/[&<>"\u0000-\u001f\u007f]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * An attached file. How much is left out stands behind the lines: when less of it fits later, what is before stays the same
 * and need not be read again.
 */
export function markFile({ path, line, lines }: MarkedLines, total: number): string {
  const rest = line + lines.length;
  const end = line + total - 1;
  const cut = lines.length < total ? `\n(Lines ${rest} to ${end} are left out: they did not fit.)` : "";
  return `<file path="${attribute(path)}" line="${line}">\n${linesAsData(lines)}</file>${cut}`;
}

export function markPassage(n: number, { path, line, lines }: MarkedLines): string {
  const place = `path="${attribute(path)}" lines="${line}-${line + lines.length - 1}"`;
  return `<passage n="${n}" ${place}>\n${linesAsData(lines)}</passage>`;
}

const linesAsData = (lines: readonly string[]): string => asData(lines.map((line) => `${line}\n`).join(""));
