// Evidence as it is on the disk. Long outputs lie beside it in files, and are held against the hashes in the lines.
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { decodeEvidence, type Evidence, type EvidenceProblem, type KeptOutput } from "@nomous/workbench/experiments";
import { hashFile } from "../experiment/hash-inputs.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { toWorkspaceError } from "../workspace/workspace-error.ts";

export type ReadEvidence =
  | {
      readonly ok: true;
      readonly evidence: Evidence;
      /** Of all whole lines. */
      readonly bytes: number;
      /** Behind them is one that was cut off while it was written; nothing of it is used. */
      readonly isTorn: boolean;
    }
  | { readonly ok: false; readonly isNewer: boolean; readonly problems: readonly EvidenceProblem[] };

/** A file of evidence by its path in the workspace. Rejects with a `WorkspaceError` when it may not or cannot be read. */
export const readEvidence = async (workspace: Workspace, path: string): Promise<ReadEvidence> =>
  decodeBytes(await readBytes(workspace, path));

function decodeBytes(content: Buffer): ReadEvidence {
  const text = content.toString("utf8");
  const decoded = decodeEvidence(text);
  if (!decoded.ok) return decoded;
  const { evidence, tornFrom } = decoded;
  const bytes = tornFrom === null ? content.length : Buffer.byteLength(text.slice(0, tornFrom));
  return { ok: true, evidence, bytes, isTorn: tornFrom !== null };
}

/** All that is wrong with a file of evidence and the outputs beside it; nothing when all is as it was written. */
export async function verifyEvidence(workspace: Workspace, path: string): Promise<readonly EvidenceProblem[]> {
  const content = await readBytes(workspace, path);
  const read = decodeBytes(content);
  if (!read.ok) return read.problems;
  const problems: EvidenceProblem[] = [];
  const lines = content.toString("utf8").split("\n");
  for (const output of read.evidence.runs.flatMap(({ stdout, stderr }) => [stdout, stderr])) {
    const message = await outputProblem(workspace, posix.dirname(path), output);
    if (message === null) continue;
    problems.push({ line: lines.findIndex((text) => text.includes(JSON.stringify(output.file))) + 1, message });
  }
  if (read.isTorn)
    problems.push({ line: read.evidence.lines + 1, message: "cut off while it was written; --resume removes it" });
  return problems;
}

async function outputProblem(
  workspace: Workspace,
  folder: string,
  { file, sha256 }: KeptOutput,
): Promise<string | null> {
  if (file === null) return null;
  try {
    const resolved = await resolvePath(workspace, posix.join(folder, file));
    return (await hashFile(resolved.file)) === sha256 ? null : `${file} is not as it was written`;
  } catch (error) {
    return toWorkspaceError(error, file).message;
  }
}

async function readBytes(workspace: Workspace, path: string): Promise<Buffer> {
  const { file } = await resolvePath(workspace, path);
  return readFile(file).catch((error: unknown) => {
    throw toWorkspaceError(error, path);
  });
}
