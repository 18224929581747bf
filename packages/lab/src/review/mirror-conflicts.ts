// What a bridge knows of the conflicts of a document, written beside it: whoever has the repository sees them, without the bridge that found them.
// A line is added only where the file says something else. What others decided, in another copy of the repository, is never taken back.
import type { Waiting } from "../document/document-lock.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { appendLines } from "./append-lines.ts";
import { type ConflictDecision, decisionsOf } from "./conflict-line.ts";
import { type ConflictRecord, MOVED } from "./conflict-record.ts";
import { decisionsAbout, type KnownConflict, lineOfConflict } from "./known-conflict.ts";
import { documentsIn, reviewFiles } from "./moved-approvals.ts";
import { readReviewText } from "./read-review-text.ts";
import { decodeReviews, reviewPathOf } from "./review-file.ts";

/**
 * Makes the reviews of the document at `path` say all this; those of a name that it had before say that it is here. Durable when it resolves;
 * rejects with a `DocumentError` or a `WorkspaceError`.
 */
export async function mirrorConflicts(
  workspace: Workspace,
  path: string,
  known: readonly KnownConflict[],
  waiting: Waiting,
): Promise<void> {
  if (known.length === 0) return;
  const file = reviewPathOf(path);
  const arrived: string[] = [];
  const lacking = (text: string): string[] => {
    const there = new Map(decodeReviews(file, text, path).records.map((record) => [record.id, record]));
    return known.flatMap((one) => {
      const id = one.conflict.conflict;
      const before = there.get(id);
      if (before === undefined || before.conflict.status === MOVED) arrived.push(id);
      const written = JSON.stringify(lineOfConflict(path, one, allDecisions(one, before)));
      return written === before?.written ? [] : [written];
    });
  };
  await appendLines(workspace, file, lacking, waiting);
  if (arrived.length > 0) await leaveBehind(workspace, file, arrived, path, waiting);
}

/** All that was decided, here and where this bridge did not see it, oldest first. */
function allDecisions(known: KnownConflict, before: ConflictRecord | undefined): ConflictDecision[] {
  const own = decisionsAbout(known);
  const there = before?.details ? decisionsOf(before.details) : [];
  const others = there.filter((one) => !own.some((other) => isSame(one, other)));
  return [...own, ...others].toSorted((a, b) => timeOf(a) - timeOf(b));
}

const isSame = (a: ConflictDecision, b: ConflictDecision): boolean =>
  a.choice === b.choice && a.text === b.text && a.by.person === b.by.person && timeOf(a) === timeOf(b);

const timeOf = ({ at }: ConflictDecision): number => new Date(at).getTime();

/** The document had another name when these were found: the lines beside that name say where they are now. */
async function leaveBehind(
  workspace: Workspace,
  own: string,
  ids: readonly string[],
  to: string,
  waiting: Waiting,
): Promise<void> {
  for (const file of (await reviewFiles(workspace)).filter((one) => one !== own)) {
    const text = await readable(workspace, file);
    const document = documentsIn(text).find((one) => reviewPathOf(one) === file);
    if (document === undefined || !ids.some((id) => text.includes(id))) continue;
    const lacking = (now: string): string[] =>
      decodeReviews(file, now, document)
        .records.filter(({ id, isOpen }) => isOpen && id !== null && ids.includes(id))
        .map(({ id }) => JSON.stringify({ v: 1, type: "conflict", document, id, status: MOVED, to }));
    if (lacking(text).length > 0) await appendLines(workspace, file, lacking, waiting);
  }
}

/** A file that nobody can read is told by who checks; it is no reason to lose what is known. */
async function readable(workspace: Workspace, file: string): Promise<string> {
  try {
    return await readReviewText(workspace, file);
  } catch (error) {
    if (error instanceof WorkspaceError) return "";
    throw error;
  }
}
