import { basename } from "node:path";
import type { ModelInfo } from "@nomous/protocol";

/** The model that a person means by an id, a path, a name or a file's name; of several the first. */
export function findModel(models: readonly ModelInfo[], wanted: string): ModelInfo | undefined {
  const name = folded(wanted);
  const ways: readonly ((model: ModelInfo) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ path }) => path === wanted,
    (model) => folded(model.name) === name,
    ({ path }) => path !== undefined && [name, `${name}.gguf`].includes(folded(basename(path))),
    // Ollama calls the newest one so when nobody says more.
    (model) => folded(model.name) === `${name}:latest`,
  ];
  for (const isMeant of ways) {
    const found = models.find(isMeant);
    if (found !== undefined) return found;
  }
  return undefined;
}

const folded = (text: string): string => text.toLowerCase();
