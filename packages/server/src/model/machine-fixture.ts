// A person's machine for tests: a home of any platform, below the system's temporary folder and removed when the test is over.
import { link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { UserEnvironment } from "./user-folders.ts";

export interface MachineFixture extends AsyncDisposable {
  readonly user: UserEnvironment;
  /** The folder that is worked in. */
  readonly workspace: string;
  /** The absolute path of one below the home. */
  at(path: string): string;
  /** Writes a file, as the others make the folders that are missing; returns its absolute path. */
  write(path: string, content?: string | Uint8Array): Promise<string>;
  /** A second name of the same bytes. */
  link(path: string, from: string): Promise<string>;
  /** A symbolic link to the target as it is given. */
  symlink(path: string, target: string): Promise<string>;
}

export async function makeMachine(
  platform: NodeJS.Platform,
  env: (at: (path: string) => string) => UserEnvironment["env"] = () => ({}),
): Promise<MachineFixture> {
  const home = await realpath(await mkdtemp(join(tmpdir(), "nomous-machine-")));
  const at = (path: string): string => join(home, path);
  const make = async (path: string, write: (path: string) => Promise<void>): Promise<string> => {
    await mkdir(dirname(at(path)), { recursive: true });
    await write(at(path));
    return at(path);
  };
  return {
    user: { env: env(at), platform, home },
    workspace: at("harbor"),
    at,
    write: (path, content = "") => make(path, (file) => writeFile(file, content)),
    link: (path, from) => make(path, (file) => link(from, file)),
    symlink: (path, target) => make(path, (file) => symlink(target, file)),
    async [Symbol.asyncDispose]() {
      await rm(home, { recursive: true, force: true });
    },
  };
}
