/** How a document names another file: both with `/`, relative to the workspace. */
export function relativePath(document: string, file: string): string {
  const here = document.split("/").slice(0, -1);
  const there = file.split("/");
  const shared = here.findIndex((folder, i) => folder !== there[i]);
  const depth = shared < 0 ? here.length : shared;
  return [...here.slice(depth).map(() => ".."), ...there.slice(depth)].join("/");
}
