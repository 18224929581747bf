// The lines of a file as search sees and shows them: keys covered, endless lines cut. Indexing and quoting both come through
// here, so that nothing is found that would not be shown.
import { lstatSync, readFileSync } from "node:fs";
import type { WorkspaceFile } from "../workspace/list-files.ts";
import { redactSecrets } from "../workspace/redact-secrets.ts";
import { splitIntoLines } from "../workspace/text-lines.ts";

const MAX_LINE_CHARACTERS = 1_000;

/** The lines of a listed file; null when it is no longer the file that was listed. */
export function readPassageLines(root: string, { path, sizeBytes, changedMs }: WorkspaceFile): string[] | null {
  const file = `${root}/${path}`;
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.ctimeMs !== changedMs || stats.size !== sizeBytes) return null;
    return splitIntoLines(redactSecrets(readFileSync(file, "utf8"))).map(cutLine);
  } catch {
    return null;
  }
}

const cutLine = (line: string): string =>
  line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line;
