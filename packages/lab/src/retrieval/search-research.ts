import type { DocumentType } from "@nomous/workbench";
import type { Workspace } from "../workspace/open-workspace.ts";
import { LiveIndex, type Passage } from "./live-index.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface FoundResearch {
  /** Where research lives, relative to the workspace. */
  readonly folder: string;
  /** How many Markdown files it holds. */
  readonly documents: number;
  /** Sections, best first, with the heading that they stand under and paths relative to the workspace. */
  readonly passages: readonly Passage[];
}

/** The sections of the research folder that answer a query. Rejects with a `WorkspaceError` when it cannot be read. */
export async function searchResearch(
  { root }: Workspace,
  { folder }: Pick<DocumentType, "folder">,
  query: string,
  limit: number,
): Promise<FoundResearch> {
  if (!existsSync(join(root, folder))) return { folder, documents: 0, passages: [] };
  let documents = 0;
  const index = new LiveIndex(join(root, folder), ({ files }) => (documents = files.markdown));
  const passages = await index.search(query, limit, false);
  return {
    folder,
    documents,
    passages: passages.map((passage) => ({ ...passage, path: `${folder}/${passage.path}` })),
  };
}
