// Parts of the tests that are Debian packages. As root they are installed; otherwise the tests that need one are
// skipped with a line that says what to install. With CI=true a missing part is a failure.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail, say } from "./house.mjs";

const isOnPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));

const VULKAN_DRIVERS = "/usr/share/vulkan/icd.d";
const hasLavapipe = () => existsSync(VULKAN_DRIVERS) && readdirSync(VULKAN_DRIVERS).some((name) => /^lvp_/.test(name));

const PARTS = [
  {
    package: "chromium",
    isThere: () => isOnPath("chromium"),
    size: "about 100 MB, 350 MB on disk",
    for: "the browser tests",
  },
  {
    package: "mesa-vulkan-drivers",
    isThere: hasLavapipe,
    size: "up to 60 MB, 200 MB on disk",
    for: "the test of the Vulkan build",
  },
];

export function ensureSystemParts() {
  const missing = PARTS.filter((part) => !part.isThere());
  if (missing.length === 0) return;
  const names = missing.map((part) => part.package);
  if (process.getuid?.() === 0 && isOnPath("apt-get")) {
    for (const part of missing) say(`installing ${part.package} for ${part.for} (${part.size})`);
    apt(["update", "-qq"]);
    apt(["install", "-y", "-qq", "--no-install-recommends", ...names]);
  }
  const still = PARTS.filter((part) => !part.isThere());
  if (still.length > 0 && process.env.CI === "true") fail(`missing: ${still.map((part) => part.package).join(", ")}`);
  for (const part of still) say(`skipped: ${part.for} (apt-get install ${part.package})`);
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
}
