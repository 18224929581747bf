// Which program a name means, found before anything is written, in the way the system would find it: in PATH, or below the folder it runs in.
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { SessionError } from "./session-error.ts";

export interface CommandPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The absolute path of a program. Rejects with a `SessionError` that says where it was looked for. */
export async function findCommand(name: string, who: string, { cwd, env }: CommandPlace): Promise<string> {
  if (/[/\\]/.test(name)) {
    const file = await firstProgram([resolve(cwd, name)], env);
    if (file !== null) return file;
    throw noCommand(
      `\`${name}\` of ${who} is no program that can be started in ${cwd}. Correct the path, or make it executable.`,
    );
  }
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(isAbsolute);
  const file = await firstProgram(
    folders.map((folder) => join(folder, name)),
    env,
  );
  if (file !== null) return file;
  throw noCommand(`\`${name}\` of ${who} is not in any folder of PATH. Install it, or write its path.`);
}

const noCommand = (message: string): SessionError => new SessionError("command", message);

async function firstProgram(files: readonly string[], env: CommandPlace["env"]): Promise<string | null> {
  const endings = process.platform === "win32" ? ["", ...(env["PATHEXT"] ?? ".EXE;.CMD").split(";")] : [""];
  for (const file of files.flatMap((file) => endings.map((ending) => file + ending)))
    if (await isProgram(file)) return file;
  return null;
}

const isProgram = (file: string): Promise<boolean> =>
  Promise.all([stat(file), access(file, constants.X_OK)]).then(
    ([stats]) => stats.isFile(),
    () => false,
  );
