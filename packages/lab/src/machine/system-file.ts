// Files in which Linux tells of itself. They are small and in memory, so that reading them at once disturbs a measurement least.
import { readdirSync, readFileSync } from "node:fs";

/** Without the line break at its end; null where the system has no such file, or does not show it. */
export function systemFile(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}

/** Names in a folder; none where there is no such folder. */
export function systemFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** The number after a name, as in `VmHWM:   1234 kB`; null when it is not there. */
export function numberAfter(text: string | null, name: string): number | null {
  const at = text?.indexOf(name) ?? -1;
  if (text === null || at < 0) return null;
  const value = Number.parseInt(text.slice(at + name.length), 10);
  return Number.isNaN(value) ? null : value;
}
