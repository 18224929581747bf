// Reviews are lines that are only ever added, in a file a document below `.nomous/reviews/` that is committed with it.
import type { OpenConflict } from "@nomous/workbench";
import { decodeJson, parseJson } from "@nomous/workbench/data";
import { sha256 } from "../document/content-hash.ts";
import type { Waiting } from "../document/document-lock.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { appendLines } from "./append-lines.ts";
import { type ConflictEntry, type ConflictRecord, openConflict, recordConflicts } from "./conflict-record.ts";
import { readReviewText } from "./read-review-text.ts";
import { type Approval, type Review, REVIEW_TYPES, shapeOf } from "./review.ts";

/** A character takes three bytes of a file's name in most scripts, and a name has at most 255. */
const MAX_NAME_LENGTH = 64;

/** `docs/plan.md` → `.nomous/reviews/docs-plan.md-1a2b3c4d.jsonl`: readable, and no two documents have the same. */
export function reviewPathOf(document: string): string {
  const path = document.normalize("NFC");
  const readable = path
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .slice(-MAX_NAME_LENGTH)
    .toWellFormed();
  return `${PRIVATE_FOLDER}/reviews/${readable}-${sha256(path).slice(0, 8)}.jsonl`;
}

/** Adds a review to those of its document. Durable when this resolves; rejects with a `DocumentError`. */
export const appendReview = (workspace: Workspace, review: Review, waiting: Waiting): Promise<void> =>
  appendLines(workspace, reviewPathOf(review.document), () => [JSON.stringify(review)], waiting);

export interface ReviewProblem {
  /** From 1. */
  readonly line: number;
  /** A phrase. */
  readonly message: string;
}

/** An approval with its place. */
export interface ApprovalLine {
  readonly approval: Approval;
  /** Of the file, with `/`, relative to the workspace. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

export interface Reviews {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly reviews: readonly Review[];
  /** Those of them that approve, with their places. */
  readonly approvals: readonly ApprovalLine[];
  /** Edits that nobody has put together yet. */
  readonly conflicts: readonly OpenConflict[];
  /** Every conflict that the file speaks of, as its newest line has it, in the order in which they came. */
  readonly records: readonly ConflictRecord[];
  /** Lines that could not be understood: what they say is not known, so nobody may take them for nothing. */
  readonly problems: readonly ReviewProblem[];
}

/** The reviews of a document, oldest first. Rejects with a `WorkspaceError` when there are some and they cannot be read. */
export async function readReviews(workspace: Workspace, document: string): Promise<Reviews> {
  const path = reviewPathOf(document);
  return decodeReviews(path, await readReviewText(workspace, path), document);
}

/** The lines of a review file, whose name is that of its document. */
export function decodeReviews(path: string, text: string, document: string): Reviews {
  const reviews: Review[] = [];
  const approvals: ApprovalLine[] = [];
  const problems: ReviewProblem[] = [];
  const conflicts: ConflictEntry[] = [];
  for (const [i, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === "") continue;
    const review = decodeReview(written, document);
    const line = i + 1;
    if (typeof review === "string") {
      problems.push({ line, message: review });
      continue;
    }
    reviews.push(review);
    if (review.type === "approval") approvals.push({ approval: review, path, line });
    if (review.type === "conflict") conflicts.push({ conflict: review, line, written });
  }
  const records = recordConflicts(conflicts);
  const open = records.filter(({ isOpen }) => isOpen).map((record) => openConflict(record, path));
  return { path, reviews, approvals, conflicts: open, records, problems };
}

/** The review, or what is wrong with its line. */
function decodeReview(line: string, document: string): Review | string {
  const { value, problems } = parseJson(line);
  if (problems[0] !== undefined) return problems[0].message;
  const { type, v } = typeof value === "object" && value !== null ? (value as { type?: unknown; v?: unknown }) : {};
  const shape = shapeOf(type);
  if (shape === null)
    return newerVersion(v) ?? `expected one of ${REVIEW_TYPES.join(", ")}, found ${JSON.stringify(type)}`;
  const decoded = decodeJson(shape, line);
  if (!decoded.ok) return newerVersion(v) ?? decoded.problems[0]?.message ?? "expected a review";
  const { document: about } = decoded.value;
  return about === document ? decoded.value : `this is about ${about}, not about ${document}`;
}

const newerVersion = (version: unknown): string | undefined =>
  typeof version === "number" && version > 1
    ? `written by a newer version of Nomous (format ${version}): update Nomous to read it`
    : undefined;
