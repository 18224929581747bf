// Why something is not fresh, in one sentence, with the commit and the change.
import type { Cause, CausingCommit } from "@nomous/workbench/staleness";
import { structuredPatch } from "diff";
import { redactSecrets } from "../workspace/redact-secrets.ts";

const SHORT = 7;
const LONGEST_DIFF = 4_000;
const CONTEXT = 3;

/** `in 1a2b3c4 (Cut slices)`, or that nobody has committed it. */
const whereWords = (commit: CausingCommit | null): string =>
  commit === null
    ? "and not committed"
    : `in ${commit.commit.slice(0, SHORT)}${commit.subject === "" ? "" : ` (${commit.subject})`}`;

interface Change {
  readonly label: string;
  readonly commit: CausingCommit | null;
  /** Nobody can tell which commit it was, but it is committed. */
  readonly isUnknown?: boolean;
  readonly before: string | null;
  readonly after: string | null;
}

export const changedCause = ({ label, commit, isUnknown = false, before, after }: Change): Cause => ({
  text: isUnknown
    ? `${label} was changed`
    : `${label} was ${commit === null ? "edited" : "changed"} ${whereWords(commit)}`,
  commit,
  diff: before === null || after === null ? "" : diffOf(before, after),
  path: [],
});

export const removedCause = ({ label, commit, isUnknown = false, before }: Omit<Change, "after">): Cause => ({
  text: isUnknown ? `${label} is gone` : `${label} was removed ${whereWords(commit)}`,
  commit,
  diff: before === null ? "" : diffOf(before, ""),
  path: [],
});

export const renamedCause = ({ label, commit, before, after }: Change, name: string): Cause => ({
  text: `${label} is now called ${name}, ${commit === null ? whereWords(commit) : `since ${whereWords(commit).slice("in ".length)}`}`,
  commit,
  diff: before === null || after === null ? "" : diffOf(before, after),
  path: [],
});

/** The lines of a unified diff without the names of files. What looks like a key is covered. */
function diffOf(before: string, after: string): string {
  const [old, now] = [before, after].map((text) =>
    redactSecrets(text === "" || text.endsWith("\n") ? text : `${text}\n`),
  );
  const patch = structuredPatch("", "", old ?? "", now ?? "", undefined, undefined, { context: CONTEXT, timeout: 500 });
  const lines = (patch?.hunks ?? []).flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
  return cut(lines);
}

function cut(lines: readonly string[]): string {
  let text = "";
  for (const [i, line] of lines.entries()) {
    const next = i === 0 ? line : `\n${line}`;
    const more = `\n… ${lines.length - i} more lines`;
    if (text.length + next.length + more.length > LONGEST_DIFF)
      return `${text}${text === "" ? more.slice(1) : more}`.slice(0, LONGEST_DIFF);
    text += next;
  }
  return text;
}
