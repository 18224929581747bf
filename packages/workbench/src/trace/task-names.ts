// How commits name a task or a document: by its path, by the name of its file with or without date and ending, and behind `#` the task. A name that
// two documents share names neither of them.
import { idKey } from "../task/task-id.ts";

export interface NamedPart {
  readonly document: string;
  /** Key of a task, as `idKey` gives it; null: the document as a whole. */
  readonly task: string | null;
}

/** Finds what a name means among documents; null when it means none of them, or several. */
export function nameFinder(documents: readonly string[]): (name: string) => NamedPart | null {
  const byName = new Map<string, string | null>();
  for (const path of documents)
    for (const name of new Set(namesOfDocument(path).map((one) => one.toLowerCase())))
      byName.set(name, byName.has(name) && byName.get(name) !== path ? null : path);
  // A whole path is nobody else's name.
  for (const path of documents) byName.set(path.toLowerCase(), path);
  return (name) => {
    const [file = "", fragment] = name.trim().replace(/^\.\//, "").split("#");
    const document = byName.get(file.toLowerCase());
    if (document === undefined || document === null) return null;
    return { document, task: fragment === undefined || fragment === "" ? null : idKey(fragment) };
  };
}

/** `docs/plans/2026-11-28-batch.md`, `2026-11-28-batch.md`, `2026-11-28-batch`, `batch`. */
export function namesOfDocument(path: string): string[] {
  const file = path.split("/").at(-1) ?? path;
  const bare = file.replace(/\.\w+$/, "");
  return [...new Set([path, path.replace(/\.\w+$/, ""), file, bare, bare.replace(/^\d{4}-\d{2}-\d{2}-/, "")])];
}
