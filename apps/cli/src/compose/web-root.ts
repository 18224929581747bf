import { existsSync } from "node:fs";
import { join } from "node:path";

/** The built web app beside this program; `undefined` when it was not built. */
export function findWebRoot(): string | undefined {
  const root = join(import.meta.dirname, "../../../web/dist");
  return existsSync(join(root, "index.html")) ? root : undefined;
}
