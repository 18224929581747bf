// A file may be removed or written to between the look at it and its load; llama.cpp would then read what nobody checked.
import { stat } from "node:fs/promises";
import { EngineError } from "../engine/engine.ts";
import type { RunnableModel } from "../model/model-runtime.ts";
import { partNames } from "../model/search/split-name.ts";

/** Rejects with an `EngineError` unless all parts are there and as large as when they were looked at. */
export async function checkFile({ name, path, gguf }: RunnableModel): Promise<void> {
  const parts = await Promise.all(partNames(path).map((part) => stat(part).catch(() => undefined)));
  if (parts.some((part) => part?.isFile() !== true))
    throw gone(name, "was removed from its folder", "Put the file back");
  const fileBytes = parts.reduce((sum, part) => sum + (part?.size ?? 0), 0);
  if (fileBytes !== gguf.fileBytes) throw gone(name, "was changed after it was looked at", "Look for models again");
}

function gone(name: string, reason: string, what: string): EngineError {
  const remedy = `${what}, or use another model.`;
  return new EngineError(`${name} ${reason}. ${remedy}`, { obstacle: { reason, remedy } });
}
