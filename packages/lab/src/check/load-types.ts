import { combineTypes, decodeType, type DecodedType, type DocumentType } from "@nomous/workbench";
import { readDocument } from "../document/read-document.ts";
import { ConfigError, configProblems } from "../workspace/config-error.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

/**
 * The types that ship and those of the team: each a YAML file, with its template beside it as `NAME.md` where there is one. Rejects with
 * a `ConfigError` that has every contradiction in them.
 */
export async function loadTypes(workspace: Workspace, paths: readonly string[]): Promise<readonly DocumentType[]> {
  const texts = new Map<string, string>();
  const decoded: DecodedType[] = [];
  for (const path of paths) decoded.push(await decodeFile(workspace, path, texts));
  const own = decoded.filter((one) => one.ok);
  const combined = combineTypes(own);
  const problems = [...decoded.flatMap((one) => (one.ok ? [] : one.problems)), ...combined.problems];
  if (problems.length === 0) return combined.types;
  throw new ConfigError(
    problems.flatMap((problem) => configProblems(problem.file, texts.get(problem.file) ?? "", [problem])),
  );
}

/** Where the template of a type lies. */
export const templateOf = (path: string): string => path.replace(/\.ya?ml$/i, ".md");

async function decodeFile(workspace: Workspace, path: string, texts: Map<string, string>): Promise<DecodedType> {
  const { text } = await readDocument(workspace, path);
  texts.set(path, text);
  const file = templateOf(path);
  const template = await readTemplate(workspace, file);
  if (template === undefined) return decodeType(text, path);
  texts.set(file, template);
  return decodeType(text, path, { file, text: template });
}

async function readTemplate(workspace: Workspace, path: string): Promise<string | undefined> {
  try {
    return (await readDocument(workspace, path)).text;
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found") return undefined;
    throw error;
  }
}
