// Parts of the tests that are Debian packages. As root they are installed; otherwise the tests that need one are
// skipped with a line that says what to install. With CI=true a missing part is a failure.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail, say } from "./house.mjs";

const PARTS = [
  { program: "chromium", package: "chromium", size: "about 100 MB, 350 MB on disk", for: "the browser tests" },
];

const isOnPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));

export function ensureSystemParts() {
  const missing = PARTS.filter(({ program }) => !isOnPath(program));
  if (missing.length === 0) return;
  const names = missing.map((part) => part.package);
  if (process.getuid?.() === 0 && isOnPath("apt-get")) {
    for (const part of missing) say(`installing ${part.package} for ${part.for} (${part.size})`);
    apt(["update", "-qq"]);
    apt(["install", "-y", "-qq", "--no-install-recommends", ...names]);
  }
  const still = PARTS.filter(({ program }) => !isOnPath(program));
  if (still.length > 0 && process.env.CI === "true") fail(`missing: ${still.map((part) => part.package).join(", ")}`);
  for (const part of still)
    say(`${part.for} are skipped: ${part.program} is missing (apt-get install ${part.package})`);
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
}
