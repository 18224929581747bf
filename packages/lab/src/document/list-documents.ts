// Which Markdown files a command is about. Without names: what git or the ignore rules do not leave out, less what `nomous.yaml` ignores
// and what belongs to another workspace below. What a person names is taken, because they mean it.
import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import ignore from "ignore";
import { hasConfig } from "../workspace/find-root.ts";
import { listFiles } from "../workspace/list-files.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { Config } from "../workspace/read-config.ts";
import { resolveEntry } from "../workspace/resolve-path.ts";
import { toWorkspaceError, WorkspaceError } from "../workspace/workspace-error.ts";
import { pathBelow, toSlashes } from "../workspace/workspace-path.ts";

export interface MarkdownListing {
  /** With `/`, relative to the workspace, sorted. */
  readonly paths: readonly string[];
  /** Folders below what was asked for that are workspaces of their own, so that their documents are not among `paths`. */
  readonly otherWorkspaces: readonly string[];
}

export interface NamedPaths {
  /** Files and folders as a person wrote them. None means all. */
  readonly paths: readonly string[];
  /** The absolute folder that they are relative to. */
  readonly cwd: string;
}

/** The Markdown files of a workspace. Rejects with a `WorkspaceError` when a name does not exist or leads outside. */
export async function listMarkdown(
  workspace: Workspace,
  config: Pick<Config, "ignore">,
  named: NamedPaths = { paths: [], cwd: workspace.root },
): Promise<MarkdownListing> {
  const paths = named.paths.length === 0 ? [workspace.root] : named.paths;
  const listings: MarkdownListing[] = [];
  for (const path of paths)
    listings.push(await listNamed(workspace, config, resolve(named.cwd, toSlashes(path)), path));
  const sorted = (key: keyof MarkdownListing): string[] =>
    [...new Set(listings.flatMap((each) => each[key]))].toSorted();
  return { paths: sorted("paths"), otherWorkspaces: sorted("otherWorkspaces") };
}

async function listNamed(
  workspace: Workspace,
  config: Pick<Config, "ignore">,
  file: string,
  written: string,
): Promise<MarkdownListing> {
  const path = await toPath(workspace, file, written);
  if (path === "") return listFolder(workspace, config, "");
  const { stats } = await resolveEntry(workspace, path);
  return stats.isDirectory() ? listFolder(workspace, config, `${path}/`) : { paths: [path], otherWorkspaces: [] };
}

/** Relative to the workspace and without links; empty for the workspace itself. */
async function toPath({ root }: Workspace, file: string, written: string): Promise<string> {
  const real = await realpath(file).catch((error: unknown) => {
    throw toWorkspaceError(error, written);
  });
  const path = pathBelow(root, real);
  if (path !== null) return path;
  throw new WorkspaceError("forbidden", `${written} lies outside the workspace ${root}. Name a path inside it.`);
}

/** Copies of other projects, and documents that are wrong on purpose: nobody here can or should mend them. */
const isForeign = (path: string): boolean =>
  /(?:^|\/)(?:vendor|deps|3rdparty|third[_-]party|bower_components|testdata|(?:__)?fixtures(?:__)?)\//.test(path);

/** `folder` is empty or ends in `/`. */
async function listFolder(
  { root }: Workspace,
  config: Pick<Config, "ignore">,
  folder: string,
): Promise<MarkdownListing> {
  const { files } = await listFiles(join(root, folder), undefined, "markdown");
  const found = [...files.keys()].map((path) => folder + path).filter((path) => !isForeign(path.slice(folder.length)));
  const rules = ignore({ ignorecase: false }).add([...config.ignore]);
  const wanted = folder !== "" && rules.ignores(folder) ? found : rules.filter(found);
  const others = findWorkspaces(root, folder, wanted);
  const paths = wanted.filter((path) => !others.some((other) => path.startsWith(`${other}/`)));
  return { paths, otherWorkspaces: others };
}

/** The folders on the way from `folder` to the paths that have settings of their own. */
function findWorkspaces(root: string, folder: string, paths: readonly string[]): string[] {
  const below = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end >= folder.length; end = path.lastIndexOf("/", end - 1)) {
      const parent = path.slice(0, end);
      if (below.has(parent)) break;
      below.add(parent);
    }
  }
  return [...below].filter((path) => hasConfig(join(root, path)));
}
