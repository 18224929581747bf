// What evidence was measured on, as it is now: hashes as an experiment takes them, each once.
import { readFile } from "node:fs/promises";
import { hashInputs } from "../experiment/hash-inputs.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolveEntry } from "../workspace/resolve-path.ts";
import { isTextSample } from "../workspace/text-lines.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { sha256 } from "../document/content-hash.ts";

/** A larger input, such as a model, is not read again to tell. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface Inputs {
  readonly workspace: Workspace;
  /** Told of each path that is looked at. */
  readonly note: (path: string) => void;
  readonly known: Map<string, Promise<Input>>;
  /** Whether bytes are what was hashed; a checkout with other line ends is the same input. */
  readonly isSame: (bytes: Buffer, recorded: string) => boolean;
}

/** All hashes that it may have been recorded with; none for what is not there. */
type Input =
  | { readonly status: "known"; readonly hashes: readonly string[] }
  | { readonly status: "unknown"; readonly why: string };

export const createInputs = (workspace: Workspace, note: (path: string) => void): Inputs => ({
  workspace,
  note,
  known: new Map(),
  isSame: (bytes, recorded) => hashesOf(bytes).includes(recorded),
});

/** `recorded` is null for what was not there. */
export async function isInput(
  inputs: Inputs,
  path: string,
  recorded: string | null,
): Promise<"same" | "changed" | { readonly why: string }> {
  const input = await look(inputs, path);
  if (input.status === "unknown") return { why: input.why };
  const isSame = recorded === null ? input.hashes.length === 0 : input.hashes.includes(recorded);
  return isSame ? "same" : "changed";
}

/** Null for what is not there or cannot be told. */
export async function inputHash(inputs: Inputs, path: string): Promise<string | null> {
  const input = await look(inputs, path);
  return input.status === "known" ? (input.hashes.at(-1) ?? null) : null;
}

function look(inputs: Inputs, path: string): Promise<Input> {
  inputs.note(path);
  const before = inputs.known.get(path);
  if (before !== undefined) return before;
  const looking = hash(inputs.workspace, path);
  inputs.known.set(path, looking);
  return looking;
}

async function hash(workspace: Workspace, path: string): Promise<Input> {
  try {
    const { file, stats } = await resolveEntry(workspace, path);
    if (stats.isDirectory()) {
      const { [path]: folder } = await hashInputs(workspace, [path]);
      return { status: "known", hashes: folder === undefined || folder === null ? [] : [folder] };
    }
    if (stats.size > MAX_BYTES)
      return { status: "unknown", why: "is larger than 64 MiB, and is not read again to compare it" };
    return { status: "known", hashes: hashesOf(await readFile(file)) };
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found") return { status: "known", hashes: [] };
    return { status: "unknown", why: "cannot be read" };
  }
}

function hashesOf(bytes: Buffer): string[] {
  if (!isTextSample(bytes, true)) return [sha256(bytes)];
  const text = bytes.toString("utf8");
  const lf = text.replaceAll("\r\n", "\n");
  return [...new Set([text, lf.replaceAll("\n", "\r\n"), lf])].map((one) => sha256(one));
}
