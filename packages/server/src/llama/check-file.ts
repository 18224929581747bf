// A file may be removed or written to between the look at it and its load; llama.cpp would then read what nobody checked.
import { isDeepStrictEqual } from "node:util";
import { EngineError } from "../engine/engine.ts";
import { GgufError } from "../gguf/gguf-error.ts";
import { type Gguf, readGguf } from "../gguf/read-gguf.ts";
import type { RunnableModel } from "../model/model-runtime.ts";

/** Rejects with an `EngineError` unless its headers say what they said when they were looked at. */
export async function checkFile({ name, path, gguf }: RunnableModel): Promise<void> {
  const now = await look(path);
  if (now === undefined) throw gone(name, "was removed from its folder", "Put the file back");
  if (!isDeepStrictEqual(now, gguf)) throw gone(name, "was changed after it was looked at", "Look for models again");
}

async function look(path: string): Promise<Gguf | GgufError | undefined> {
  try {
    return await readGguf(path);
  } catch (error) {
    if (!(error instanceof GgufError)) throw error;
    return error.code === "not-found" ? undefined : error;
  }
}

function gone(name: string, reason: string, what: string): EngineError {
  const remedy = `${what}, or use another model.`;
  return new EngineError(`${name} ${reason}. ${remedy}`, { obstacle: { reason, remedy } });
}
