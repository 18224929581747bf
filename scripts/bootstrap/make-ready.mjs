// What both entries go through. Plain JavaScript without dependencies, for any Node from 18 on.
import { delimiter, dirname, join } from "node:path";
import { fetchNode, NODE_MAJOR } from "./fetch-node.mjs";
import { become, cache } from "./house.mjs";
import { installPackages } from "./install-packages.mjs";

/** True when this process goes on; false when a newer Node has taken over on our terminal. */
export async function makeReady() {
  if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR) {
    const binary = fetchNode();
    const PATH = [dirname(binary), process.env.PATH ?? ""].join(delimiter);
    become(binary, process.argv.slice(1), { ...process.env, PATH });
    return false;
  }
  // In the environment for threads and children: without it each of them compiles TypeScript anew, in 20 MB of its own.
  process.env.NODE_COMPILE_CACHE ??= join(cache, "compile");
  (await import("node:module")).enableCompileCache(process.env.NODE_COMPILE_CACHE);
  installPackages();
  return true;
}
