// The Vulkan build of llama.cpp, for the one test of it; people get it with `nomous gpu install vulkan`. It runs on Mesa's
// software driver, so it needs no GPU.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache, fail, locked, npm, readText, root, say } from "./house.mjs";

const folder = join(cache, "llama-gpu");
const name = "@node-llama-cpp/linux-x64-vulkan";

export function ensureVulkanBuild() {
  if (process.platform !== "linux" || process.arch !== "x64") return;
  const version = versionIn(join(root, "node_modules/node-llama-cpp"));
  const isThere = () => versionIn(join(folder, "node_modules", name)) === version;
  if (isThere()) return;
  locked(() => {
    if (isThere()) return;
    say("fetching the Vulkan build of llama.cpp for its test (about 25 MB, 81 MB on disk)");
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--prefer-offline"];
    if (npm(["install", `--prefix=${folder}`, ...flags, `${name}@${version}`], root)) return;
    if (process.env.CI === "true") fail(`${name}@${version} could not be fetched`);
    say("skipped: the test of the Vulkan build (it could not be fetched)");
  });
}

const versionIn = (path) => /"version":\s*"([^"]+)"/.exec(readText(join(path, "package.json")))?.[1];
