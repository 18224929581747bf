import type { LockEntry } from "@nomous/workbench/staleness";
import type { UncheckedDocument } from "../check/check-workspace.ts";
import type { Stamps } from "../desk/list-basis.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { sha256 } from "../document/content-hash.ts";
import { LOCK_FILE, readLock } from "./lock-file.ts";

interface LockContent {
  readonly byDocument: ReadonlyMap<string, readonly LockEntry[]>;
  readonly problems: readonly UncheckedDocument[];
}

/** The lock, read when somebody asks what is in it. */
export class OpenedLock {
  /** What it is, in a word that another content makes another. */
  readonly stamp: string;
  readonly #workspace: Workspace;
  #content: Promise<LockContent> | undefined;

  constructor(workspace: Workspace, stamps: Stamps) {
    this.#workspace = workspace;
    this.stamp = stamps(LOCK_FILE);
  }

  async entriesOf(document: string): Promise<readonly LockEntry[]> {
    return (await this.#read()).byDocument.get(document) ?? [];
  }

  /** Of what it says of one document. */
  async hashOf(document: string): Promise<string> {
    const entries = await this.entriesOf(document);
    return entries.length === 0 ? "" : sha256(JSON.stringify(entries));
  }

  /** Lines that are not understood. */
  async problems(): Promise<readonly UncheckedDocument[]> {
    return (await this.#read()).problems;
  }

  #read(): Promise<LockContent> {
    return (this.#content ??= readContent(this.#workspace));
  }
}

async function readContent(workspace: Workspace): Promise<LockContent> {
  try {
    const { entries, problems } = await readLock(workspace);
    return {
      byDocument: Map.groupBy(entries, ({ document }) => document),
      problems: problems.map(({ line, message }) => ({ path: LOCK_FILE, message: `${LOCK_FILE}:${line}: ${message}` })),
    };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { byDocument: new Map(), problems: [{ path: LOCK_FILE, message: error.message }] };
  }
}
