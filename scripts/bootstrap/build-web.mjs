// The web app is built when one of its sources changed name, size or time: cheap, and a false alarm costs one build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, locked, node, readText, root, say } from "./house.mjs";

const INPUTS = [
  "apps/web",
  "packages/protocol/src",
  "packages/client/src",
  "packages/workbench/src",
  "package-lock.json",
];
const stamp = join(cache, "web-build");
const page = join(root, "apps/web/dist/index.html");

export function buildWeb() {
  if (isBuilt()) return;
  locked(() => {
    if (isBuilt()) return;
    const wanted = fingerprint();
    say("building the web app");
    const config = join("apps/web", "vite.config.ts");
    const status = node([
      "node_modules/vite/bin/vite.js",
      "build",
      "apps/web",
      "--config",
      config,
      "--logLevel",
      "error",
    ]);
    if (status !== 0) process.exit(status);
    writeFileSync(stamp, wanted);
  });
}

const isBuilt = () => existsSync(page) && readText(stamp) === fingerprint();

function fingerprint() {
  const hash = createHash("sha256");
  const visit = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (info === undefined) return;
    if (!info.isDirectory()) return void hash.update(`${path} ${info.size} ${info.mtimeMs}\n`);
    for (const name of readdirSync(path).sort())
      if (!/^(dist|node_modules)$|\.test\.tsx?$/u.test(name)) visit(join(path, name));
  };
  for (const path of INPUTS) visit(join(root, path));
  return hash.digest("hex");
}
