import { fileURLToPath } from "node:url";
import process from "node:process";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** The argv that runs a probe with this very program, so that no other version of it is found on the PATH. */
export const probeCommand = (
  name: string,
  params: Readonly<Record<string, string | number | boolean>>,
): readonly [string, ...string[]] => [
  process.execPath,
  MAIN,
  "probe",
  name,
  // With `=`, because a value may begin like a parameter.
  ...Object.entries(params).map(([key, value]) => `--${key}=${value}`),
];
