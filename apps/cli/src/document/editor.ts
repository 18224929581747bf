// The person's own editor on a file, as git runs it: what is set may have arguments of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

export interface EditorCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Windows has no `sh` that could take the words apart. */
  readonly isShell: boolean;
}

/** `$VISUAL`, else `$EDITOR`, else what every system of its kind has. */
export const editorName = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string =>
  [env["VISUAL"], env["EDITOR"]].find((name) => name !== undefined && name.trim() !== "") ??
  (platform === "win32" ? "notepad" : "vi");

export function editorCommand(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, file: string): EditorCommand {
  const name = editorName(env, platform);
  return platform === "win32"
    ? { program: name, args: [`"${file}"`], isShell: true }
    : { program: "sh", args: ["-c", `${name} "$@"`, name, file], isShell: false };
}

const leaveAlone = (): void => undefined;

/** Runs it until it ends. Ctrl-C is the editor's while it runs. */
export async function runEditor(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  const { program, args, isShell } = editorCommand(env, process.platform, file);
  process.on("SIGINT", leaveAlone);
  try {
    const editor = spawn(program, args, { stdio: "inherit", env, shell: isShell });
    const [code] = (await once(editor, "exit")) as [number | null];
    if (code === 0) return;
    throw new CliError(
      EXIT.failure,
      `The editor \`${editorName(env, process.platform)}\` ended with ${code ?? "a signal"}.`,
      "Set another one in VISUAL or EDITOR. What it saved is in the file all the same.",
    );
  } finally {
    process.off("SIGINT", leaveAlone);
  }
}
