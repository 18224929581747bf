import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** What is a person's own and may be carried to another machine, per platform; `XDG_CONFIG_HOME` wins everywhere. */
export function configHome(env: NodeJS.ProcessEnv, platform = process.platform, home = homedir()): string {
  const given = env["XDG_CONFIG_HOME"];
  if (given !== undefined && given !== "") return join(given, "nomous");
  if (platform === "darwin") return join(home, "Library", "Application Support", "nomous");
  if (platform === "win32") return join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "nomous");
  return join(home, ".config", "nomous");
}
