import { followed } from "../../staleness/moved-fix.ts";
import { isWithin, type Span } from "../../text/span.ts";
import type { Role } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { findCitedFile } from "./cited-file.ts";
import { citationsIn, type CodeCitation } from "./code-citation.ts";

/** Parts that say what is there. Elsewhere a path without a line may well be that of a file that is still to be written. */
const OF_TODAY: readonly Role[] = [
  "current-state",
  "problem",
  "findings",
  "history",
  "analysis",
  "results",
  "implementation-notes",
  "sources",
];

export const citedPath: Rule = {
  id: "citation.path",
  title: "A citation of a file that is not there",
  why: "What the sentence says cannot be looked up any more, so nobody can tell whether it is true.",
  remedy: "Write where it stands now, from the root of the workspace, or remove the sentence.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Resume\n\n## Findings\n\n- The cursor moves forward only (`src/cursor.ts:3`).\n",
    files: { "src/session/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" },
  },
  good: {
    text: "# Resume\n\n## Findings\n\n- The cursor moves forward only (`src/session/cursor.ts:2`).\n",
    files: { "src/session/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    const today = OF_TODAY.flatMap((role) => partsOf(subject, role)).map(({ content }) => content);
    for (const citation of citationsIn(subject)) {
      if (citation.isLink || !isMeantToBeThere(citation, subject, today)) continue;
      if (findCitedFile(citation, subject).status !== "missing") continue;
      const { from, to, path } = citation;
      yield followed(subject, { from, to, message: `There is no ${quote(path)}. ${citedPath.remedy}` });
    }
  },
};

function isMeantToBeThere(citation: CodeCitation, { typed }: Subject, today: readonly Span[]): boolean {
  const hasFolder = citation.path.includes("/");
  if (citation.lines.length > 0) return hasFolder || typed !== null;
  return hasFolder && today.some((part) => isWithin(citation, part));
}
