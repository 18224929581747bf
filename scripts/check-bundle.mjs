// What a person waits for before the first view, and before a conversation that is opened by its address: the JavaScript of
// each, compressed as a server would. The rest is fetched once the page stands and keeps nobody waiting; so is the service
// worker, which is small because every browser fetches it anew with each navigation.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";

const DIST = process.argv[2] ?? join(import.meta.dirname, "../apps/web/dist");
/** In kB. */
const BUDGETS = { "first view": 150, "service worker": 5 };

const read = (file) => readFileSync(join(DIST, file), "utf8");
const manifest = JSON.parse(read(".vite/manifest.json"));
const chunkOf = new Map(Object.entries(manifest).map(([name, { file }]) => [file, name]));

/** The chunks that are loaded with `names`, themselves included. */
function withImports(names, seen = new Set()) {
  for (const name of names) if (!seen.has(name)) withImports(manifest[name].imports ?? [], seen.add(name));
  return [...seen];
}

/** What the page of `/` itself names: its scripts and what it has the browser fetch for them. */
function firstOf(page) {
  const tags = page.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\/(?<file>[^"]+\.js)"/gu);
  return [...tags].map(({ groups: { file } }) => {
    const name = chunkOf.get(file);
    if (name === undefined) throw new Error(`The page loads /${file}, which no build made.`);
    return name;
  });
}

const sizeOf = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length / 1000;
const kilobytes = (names) => {
  const files = new Set(names.map((name) => manifest[name].file).filter((file) => file.endsWith(".js")));
  return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
};

const first = withImports(firstOf(read("index.html")));
const sizes = {
  "first view": kilobytes(first),
  conversation: kilobytes(withImports(["src/chat/chat-page.tsx"], new Set(first))),
  "service worker": sizeOf("service-worker.js"),
  everything: kilobytes(Object.keys(manifest)),
};
for (const [name, size] of Object.entries(sizes)) {
  const budget = BUDGETS[name] === undefined ? "" : ` of ${BUDGETS[name]}`;
  console.log(`bundle: ${name.padEnd(15)}${size.toFixed(1).padStart(7)} kB${budget}`);
  if (size <= (BUDGETS[name] ?? Infinity)) continue;
  console.error(`The ${name} is more than ${BUDGETS[name]} kB of JavaScript, compressed.`);
  process.exitCode = 1;
}
