// What the first view needs is one file. Left to itself the build cuts it wherever a late part shares something with it, into dozens of small files
// that compress badly and name each other: some twenty kilobytes more to wait for.

interface Modules {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

const ENTRY = /\/src\/main\.tsx$/;

/** Names the file of a module: that of the first view for all that its entry needs, itself left out; `null`: wherever the build puts it. */
export function firstViewNames(): (id: string, modules: Modules) => string | null {
  const needed = new Set<string>();
  const isNeeded = (id: string, modules: Modules, seen: Set<string>): boolean => {
    if (ENTRY.test(id) || needed.has(id)) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const isIt = modules.getModuleInfo(id)?.importers.some((importer) => isNeeded(importer, modules, seen)) === true;
    if (isIt) needed.add(id);
    return isIt;
  };
  return (id, modules) =>
    !ENTRY.test(id) && !id.endsWith(".css") && isNeeded(id, modules, new Set()) ? "first-view" : null;
}
