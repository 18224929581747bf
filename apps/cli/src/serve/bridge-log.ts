// The structured log of the bridge. It holds no user text, only what happened; one older generation is kept.
import { existsSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { destination, type Logger, multistream, pino } from "pino";

const MAX_BYTES = 10 * 1024 * 1024;

/** Writes to `<state>/bridge.log`, and to stderr too when `isVerbose`. */
export function openBridgeLog(state: string, isVerbose: boolean): Logger {
  const path = join(state, "bridge.log");
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`);
  const file = destination({ dest: path, sync: true, mode: 0o600 });
  const options = { base: null };
  return isVerbose ? pino(options, multistream([{ stream: file }, { stream: destination(2) }])) : pino(options, file);
}
