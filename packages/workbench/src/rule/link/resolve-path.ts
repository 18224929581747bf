/**
 * Where a relative address leads from a document: a path with `/`, relative to the workspace. One that begins with `/` counts from
 * the workspace itself, one that leaves it begins with `..`.
 */
export function resolvePath(document: string, address: string): string {
  const base = address.startsWith("/") ? [] : document.split("/").slice(0, -1);
  const steps: string[] = [];
  for (const step of [...base, ...address.split("/")]) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("/");
}
