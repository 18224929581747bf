// The lines of a Markdown text that are no code: what stands between fences is an example of something, not a part of the document.

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/** Each with where it begins. */
export function* proseLines(text: string): Generator<{ readonly line: string; readonly at: number }> {
  let fence = "";
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf("\n", at);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(at, end);
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (fence === "" && mark === "") yield { line, at };
    else if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    at = end + 1;
  }
}

/** The text of a heading; `undefined` when the line is none. */
export const headingIn = (line: string): string | undefined => HEADING.exec(line)?.[1];
