// Folders for tests, made below the system's temporary folder and removed when the test is over.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface FolderFixture extends AsyncDisposable {
  readonly root: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Runs git in the folder, or in one below it. */
  git(args: readonly string[], below?: string): string;
}

export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<FolderFixture> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "nomous-lab-")));
  const folder: FolderFixture = {
    root,
    async write(path, content) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    git(args, below = "") {
      const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"];
      return execFileSync("git", [...identity, ...args], { cwd: join(root, below), encoding: "utf8", stdio: "pipe" });
    },
    async [Symbol.asyncDispose]() {
      await rm(root, { recursive: true, force: true });
    },
  };
  for (const [path, content] of Object.entries(files)) await folder.write(path, content);
  return folder;
}
