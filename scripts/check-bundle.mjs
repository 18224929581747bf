// What a person waits for before the first screen, and before a conversation that is opened by its address: the
// JavaScript of each, compressed as a server would. The rest is fetched once the page stands and keeps nobody waiting.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";

const DIST = process.argv[2] ?? join(import.meta.dirname, "../apps/web/dist");
const BUDGET_KB = 150;

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));

/** The chunks that are loaded with `names`, themselves included. */
function withImports(names, seen = new Set()) {
  for (const name of names) if (!seen.has(name)) withImports(manifest[name].imports ?? [], seen.add(name));
  return [...seen];
}

const sizes = new Map(
  Object.entries(manifest)
    .filter(([, { file }]) => file.endsWith(".js"))
    .map(([name, { file }]) => [name, gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length]),
);
const kilobytes = (names) => names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0) / 1000;

const screens = {
  "first screen": kilobytes(withImports(["index.html"])),
  conversation: kilobytes(withImports(["index.html", "src/chat/chat-page.tsx"])),
  everything: kilobytes([...sizes.keys()]),
};
for (const [name, size] of Object.entries(screens)) console.log(`${name.padEnd(14)}${size.toFixed(1).padStart(7)} kB`);

if (screens["first screen"] > BUDGET_KB) {
  console.error(`The first screen loads more than ${BUDGET_KB} kB of JavaScript before a person can act.`);
  process.exit(1);
}
