// A document with all that it rests on, and with everything on the disk that this depended on.
import { createSubject, type DocumentType, fieldsOf, type Subject } from "@nomous/workbench";
import { type Binding, readBindings } from "@nomous/workbench/staleness";
import type { Workbench } from "../check/check-workspace.ts";
import type { Disk } from "../check/disk-surroundings.ts";
import { readDocument } from "../document/read-document.ts";

export interface ReadDocument {
  readonly path: string;
  readonly bindings: readonly Binding[];
  /** Null: it has none. */
  readonly type: DocumentType | null;
  /** From 1. */
  readonly lineOf: (offset: number) => number;
  /** The commit that it says it was written at, as it is written there. */
  readonly declared: string | null;
}

/** Rejects with a `WorkspaceError` when it cannot be read. */
export async function readWithBindings(workbench: Workbench, disk: Disk, path: string): Promise<ReadDocument> {
  const { text } = await readDocument(workbench.workspace, path);
  const subject = subjectOf(workbench.types, disk, path, text);
  const { lines } = subject.markdown;
  return {
    path,
    bindings: isRecord(subject) ? [] : readBindings(subject),
    type: subject.typed?.type ?? null,
    lineOf: (offset) => lines.positionOf(offset).line,
    declared: declaredCommit(subject),
  };
}

export const subjectOf = (types: readonly DocumentType[], disk: Disk, path: string, text: string): Subject =>
  createSubject({
    path,
    text,
    types,
    surroundings: { ...disk, hasCommit: () => undefined, approval: "unknown" },
  }).subject;

/** What is closed says what was thought then, and nobody goes on changing it; only what is implemented says what there is. */
const isRecord = ({ stage, typed }: Subject): boolean => stage === "closed" && typed?.state?.name !== "implemented";

function declaredCommit({ typed }: Subject): string | null {
  const [field] = typed === null ? [] : fieldsOf(typed.metadata, ["commit", "git commit", "revision", "sha"]);
  return /\b[0-9a-f]{7,40}\b/.exec(field?.text ?? "")?.[0] ?? null;
}

/** The same disk, which says what it was asked for. */
export const noting = (disk: Disk, note: (path: string) => void): Disk => ({
  kindOf: (path) => {
    note(path);
    return disk.kindOf(path);
  },
  textOf: (path) => {
    note(path);
    return disk.textOf(path);
  },
  filesIn: (path) => {
    note(path);
    return disk.filesIn(path);
  },
});
