// Node 24 comes from the package registry, as the platform package that the `node` package itself links to.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, fail, isWindows, locked, npm, say } from "./house.mjs";

export const NODE_MAJOR = 24;
/** The second serves platforms whose package lags behind. */
const RANGES = ["24.21.0", ">=24.11.0 <25"];

/** Path of a Node 24 binary, fetched on first use. */
export function fetchNode() {
  const platform = isWindows ? "win" : process.platform;
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${platform}-${process.arch}`;
  const home = join(cache, `node-${NODE_MAJOR}`);
  const binary = join(home, "node_modules", name, "bin", isWindows ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  locked(() => {
    if (!existsSync(binary)) fetch(name, home);
  });
  return binary;
}

function fetch(name, home) {
  const fresh = `${home}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, "package.json"), '{"private":true}\n');
  say(
    `this is Node ${process.versions.node}; Nomous needs ${NODE_MAJOR}. Getting ${name} into .cache (about 50 MB, 190 MB on disk)`,
  );
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts"];
  const isDone = RANGES.some((range) => npm(["install", `--prefix=${fresh}`, ...flags, `${name}@${range}`], fresh));
  if (!isDone)
    fail(
      `Node ${NODE_MAJOR} could not be fetched. Check the network, or install Node ${NODE_MAJOR} yourself and try again.`,
    );
  rmSync(home, { recursive: true, force: true });
  renameSync(fresh, home);
}
