// A decision where no bridge knows the conflict: it was found on another machine, and came with the repository.
import type { Waiting } from "../document/document-lock.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { appendLines } from "./append-lines.ts";
import { type ConflictDecision, decisionsOf, keysOfDecisions } from "./conflict-line.ts";
import { decodeReviews, reviewPathOf } from "./review-file.ts";

/**
 * Writes the decision beside the document and resolves with the one that counts, which is the first. Null: its reviews do not speak of such a
 * conflict. Durable when it resolves; rejects with a `DocumentError` or a `WorkspaceError`.
 */
export async function decideConflict(
  workspace: Workspace,
  document: string,
  id: string,
  decision: ConflictDecision,
  waiting: Waiting,
): Promise<ConflictDecision | null> {
  const path = reviewPathOf(document);
  let counts: ConflictDecision | null = null;
  const lacking = (text: string): string[] => {
    const record = decodeReviews(path, text, document).records.find((one) => one.id === id);
    if (record === undefined) return [];
    const before = record.details === null ? [] : decisionsOf(record.details);
    counts = before[0] ?? decision;
    return [
      JSON.stringify({
        ...(record.details ?? record.conflict),
        status: "resolved",
        ...keysOfDecisions([...before, decision]),
      }),
    ];
  };
  await appendLines(workspace, path, lacking, waiting);
  return counts;
}
