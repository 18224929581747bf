import type { Span } from "../../text/span.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { codeAround } from "./is-in-code.ts";

/** Of git's lines; the one with bars stands only in its longer style and may hold anything. */
const MARKER = /^(?:<{7} .*|={7}|>{7} .*)$/gm;

export const conflictMarker: Rule = {
  id: "text.conflict-marker",
  title: "A merge conflict that was committed",
  why: "Both sides of the conflict stand in the document, and a reader cannot know which of them holds.",
  remedy: "Keep one side, or write what is true now, and remove the three marker lines.",
  weight: "broken",
  appliesTo: "any",
  // Not as lines of this file, which git would take for a conflict of its own.
  bad: {
    text: "# Bridge\n\n<<<<<<< HEAD\nThe bridge listens on port 4747.\n=======\nThe bridge listens on port 4848.\n>>>>>>> topic/ports\n",
  },
  good: { text: "# Bridge\n\nThe bridge listens on port 4747.\n" },
  *check({ markdown: { text, tree, lines } }: Subject): Iterable<Problem> {
    if (!text.includes("<<<<<<< ")) return;
    for (const { start, end } of conflictsIn(text)) {
      // An example of a conflict stands in one block of code, from beginning to end.
      if ((codeAround(tree, start.from)?.to ?? 0) >= end.to) continue;
      const last = lines.positionOf(end.from).line;
      yield { ...start, message: `A merge conflict stands here, up to line ${last}. ${conflictMarker.remedy}` };
    }
  },
};

/** Three markers in their order; a line that begins another conflict starts again. */
function conflictsIn(text: string): { start: Span; end: Span }[] {
  const conflicts: { start: Span; end: Span }[] = [];
  let start: Span | null = null;
  let isSplit = false;
  for (const match of text.replaceAll("\r", "\n").matchAll(MARKER)) {
    const line = { from: match.index, to: match.index + match[0].length };
    const mark = match[0].charAt(0);
    if (mark === "<") [start, isSplit] = [line, false];
    else if (mark === "=") isSplit = start !== null;
    else if (start !== null && isSplit) {
      conflicts.push({ start, end: line });
      start = null;
    }
  }
  return conflicts;
}
