// Opens the link in the person's browser. Everybody on the machine can read a command line, so the browser is given a
// file that only the person can read and that leads to the link.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { writeWholeFile } from "../state/write-file.ts";

/** Somebody sits before a screen of this machine. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform = process.platform): boolean {
  if (env["SSH_CONNECTION"] !== undefined) return false;
  if (platform === "darwin" || platform === "win32") return true;
  return [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((display) => display !== undefined && display !== "");
}

const pathIn = (state: string): string => join(state, "open.html");

/** False when no program was found that opens it. */
export function openBrowser(link: string, state: string, platform = process.platform): Promise<boolean> {
  const path = pathIn(state);
  writeWholeFile(path, `<!doctype html><meta http-equiv="refresh" content="0;url=${link}"><title>Nomous</title>\n`);
  const [program, ...args] = opener(pathToFileURL(path).href, platform);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    child.on("error", () => resolve(false));
    child.on("spawn", () => resolve(true));
    child.unref();
  });
}

/** The link in the file is used or old: away with it. */
export const forgetOpened = (state: string): void => rmSync(pathIn(state), { force: true });

function opener(url: string, platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}
