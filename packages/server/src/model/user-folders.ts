// Where a person's programs keep what they need, per platform. The environment is handed in, so that a test can be any machine.
import { join } from "node:path";

export interface UserEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** Settings that a person may edit and carry to another machine; `XDG_CONFIG_HOME` wins everywhere. */
export const configHome = (user: UserEnvironment): string =>
  nomousFolder(user, "XDG_CONFIG_HOME", "APPDATA", ".config");

/** Large files that Nomous fetched; `XDG_DATA_HOME` wins everywhere. */
export const dataHome = (user: UserEnvironment): string =>
  nomousFolder(user, "XDG_DATA_HOME", "LOCALAPPDATA", join(".local", "share"));

/** The folder that `nomous models pull` fills. */
export const pulledModels = (user: UserEnvironment): string => join(dataHome(user), "models");

/** What a variable holds; an empty one says nothing. */
export function variable({ env }: UserEnvironment, name: string): string | undefined {
  const value = env[name];
  return value === "" ? undefined : value;
}

/** `%LOCALAPPDATA%` and `%APPDATA%`, which services may not have. */
export const windowsFolder = (user: UserEnvironment, name: "APPDATA" | "LOCALAPPDATA"): string =>
  variable(user, name) ?? join(user.home, "AppData", name === "APPDATA" ? "Roaming" : "Local");

function nomousFolder(user: UserEnvironment, xdg: string, windows: "APPDATA" | "LOCALAPPDATA", dotted: string): string {
  const given = variable(user, xdg);
  if (given !== undefined) return join(given, "nomous");
  if (user.platform === "darwin") return join(user.home, "Library", "Application Support", "nomous");
  if (user.platform === "win32") return join(windowsFolder(user, windows), "nomous");
  return join(user.home, dotted, "nomous");
}
