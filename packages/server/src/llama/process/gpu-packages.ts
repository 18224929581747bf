// The GPU builds of llama.cpp are not installed with Nomous: a person fetches them into a folder of their own. In
// `node_modules` stand empty packages of the same names, so the names are sent to that folder.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const GPU_PACKAGE = /^@node-llama-cpp\/[a-z0-9-]+-(?:vulkan|cuda|cuda-ext)$/;

/** From now on the GPU builds come from `folder`, a `node_modules`. */
export function useGpuPackages(folder: string): void {
  const parentURL = pathToFileURL(join(folder, "x.js")).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      GPU_PACKAGE.test(specifier) ? next(specifier, { ...context, parentURL }) : next(specifier, context),
  });
}
