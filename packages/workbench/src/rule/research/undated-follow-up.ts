import { fieldOf } from "../../type/metadata.ts";
import { writingOf } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

const bad = [
  "---",
  "nomous: research",
  "---",
  "# How readers resume",
  "",
  "## Follow-up Research",
  "",
  "The cursor is now stored per tab (`src/cursor.ts:2`).",
  "",
].join("\n");
const files = { "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" };

export const undatedFollowUp: Rule = {
  id: "research.undated-follow-up",
  title: "A follow-up without a date, or with one that cannot be",
  why: "It contradicts what stands above, and only its date says which of the two is newer.",
  remedy: "Write the day into its heading or its first line, as 2026-11-28.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad, files },
  good: { text: bad.replace("The cursor", "2026-11-28: the cursor"), files },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed, surroundings } = subject;
    if (typed === null) return;
    const begun = ISO.exec(fieldOf(typed.metadata, ["date", "created", "created at"])?.text ?? "")?.[0];
    for (const part of partsOf(subject, "follow-up")) {
      const { anchor, content } = part;
      if (writingOf(markdown, part, typed.type) !== "something") continue;
      const beginning = markdown.text.slice(anchor.from, Math.min(content.to, content.from + BEGINNING));
      const what = whatIsWrong(beginning, begun, surroundings.today);
      if (what !== null) yield { from: anchor.from, to: anchor.to, message: `${what} ${undatedFollowUp.remedy}` };
    }
  },
};

/** So many characters are its heading and first lines. */
const BEGINNING = 300;

const ISO = /\d{4}-\d{2}-\d{2}/;
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DATE = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \\d{4}|\\b${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
  "i",
);

function whatIsWrong(beginning: string, begun: string | undefined, today: string | undefined): string | null {
  const said = DATE.exec(beginning)?.[0];
  if (said === undefined) return "Nothing says when this was found out.";
  const day = ISO.exec(said)?.[0];
  if (day === undefined) return null;
  if (begun !== undefined && day < begun) return `${day} is before ${begun}, when this document was begun.`;
  return today !== undefined && day > today ? `${day} is still to come.` : null;
}
