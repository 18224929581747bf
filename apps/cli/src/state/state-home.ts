import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Where programs keep what they remember between runs, per platform; `XDG_STATE_HOME` wins everywhere. */
export function stateHome(env: NodeJS.ProcessEnv, platform = process.platform, home = homedir()): string {
  const given = env["XDG_STATE_HOME"];
  if (given !== undefined && given !== "") return join(given, "nomous");
  if (platform === "darwin") return join(home, "Library", "Application Support", "nomous");
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "nomous");
  return join(home, ".local", "state", "nomous");
}
