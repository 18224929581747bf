import { renameSync, writeFileSync } from "node:fs";
import process from "node:process";

/** Writes the whole file or leaves what was there; readable by the user alone. */
export function writeWholeFile(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  renameSync(fresh, path);
}
