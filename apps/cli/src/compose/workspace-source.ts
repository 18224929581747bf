import { gitStatus, readImage, readLines, redactSecrets, type Workspace, type WorkspaceIndex } from "@nomous/lab";
import type { WorkspaceSource } from "@nomous/server";
import { translateWorkspaceError } from "./translate-workspace-error.ts";

/** The lab's workspace as the server's port. */
export function createWorkspaceSource(workspace: Workspace, workspaceIndex: WorkspaceIndex): WorkspaceSource {
  return {
    name: workspace.name,
    path: workspace.root,
    async status() {
      const { files, index } = workspaceIndex.status();
      return { files, index, git: await gitStatus(workspace.root) };
    },
    async files(text, limit) {
      const { files, total } = await translateWorkspaceError(workspaceIndex.find(text, limit));
      return { files: [...files], total };
    },
    async read(path, from, to) {
      const { lines, ...read } = await translateWorkspaceError(readLines(workspace, path, from, to));
      return { ...read, lines: redactSecrets(lines.join("\n")).split("\n").slice(0, lines.length) };
    },
    readImage: (path) => translateWorkspaceError(readImage(workspace, path)),
  };
}
