// Time and memory of four ways to read Markdown, for the spike beside this file: node docs/spikes/measure-parsers.mjs
// What counts is the time of the thread, not of the clock, so that other programs disturb less; the system counts it in steps of some
// milliseconds, so short work is repeated. Each round runs everything once and begins elsewhere; the first two warm up.
import { globSync, readFileSync, statSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TreeFragment } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";
import markdownIt from "markdown-it";
import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { collectElements } from "../../packages/workbench/src/text/collect-elements.ts";
import { parseTree } from "../../packages/workbench/src/text/parser.ts";
const [ROUNDS, WARM_UP, KEYS] = [11, 2, 40];
const root = new URL("../../", import.meta.url).pathname;
const paths = globSync("node_modules/**/*.md", { cwd: root }).filter((path) => statSync(root + path).isFile());
const texts = paths.toSorted().map((path) => readFileSync(root + path, "utf8"));
const long = texts.join("\n\n").slice(0, 100_000);
const lezer = parser.configure([GFM]);
const tokens = markdownIt();
const events = (text) =>
  parse({ extensions: [gfm()] })
    .document()
    .write(preprocess()(text, undefined, true));
const PARSERS = {
  lezer: (text) => lezer.parse(text),
  "lezer in parser.ts": (text) => parseTree(text, 0),
  "markdown-it": (text) => tokens.parse(text, {}),
  micromark: (text) => postprocess(events(text)),
};
const edited = (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to);
const at = (from, insert, to = from) => ({ from, to, insert });
const letters = Array.from({ length: KEYS }, (_, i) => at(Math.floor((long.length / KEYS) * i), "x"));
const fences = letters.map((_, i) => (i % 2 === 0 ? at(0, "`````\n") : at(0, "", 6))); // changes what all below means
function whole(read, edits) {
  for (let text = long, i = 0; i < edits.length; i += 1) read((text = edited(text, edits[i])));
}
function incremental(edits) {
  let [text, fragments] = [long, TreeFragment.addTree(before)];
  for (const edit of edits) {
    text = edited(text, edit);
    const range = { fromA: edit.from, toA: edit.to, fromB: edit.from, toB: edit.from + edit.insert.length };
    const kept = TreeFragment.applyChanges(fragments, [range]);
    fragments = TreeFragment.addTree(lezer.parse(text, kept), kept);
  }
}
const before = lezer.parse(long);
const each = (what, work, times, divisor) =>
  Object.entries(PARSERS).map(([name, read]) => [`${what}: ${name}`, () => work(read), times, divisor]);
const candidates = [
  ...each("all files", (read) => texts.forEach((text) => read(text)), 2, 2),
  ...each("keystroke", (read) => whole(read, letters), 2, 2 * KEYS),
  ["keystroke: lezer, incremental", () => incremental(letters), 40, 40 * KEYS],
  ["fence at the top: lezer, incremental", () => incremental(fences), 2, 2 * KEYS],
  ["elements of the tree: collect-elements.ts", () => collectElements(before, long), 100, 100],
].map(([name, work, times, divisor]) => ({ name, work, times, divisor, found: [] }));
for (let round = 0; round < WARM_UP + ROUNDS; round += 1)
  for (let i = 0; i < candidates.length; i += 1) {
    const { work, times, divisor, found } = candidates[(i + round) % candidates.length];
    const start = process.threadCpuUsage();
    for (let time = 0; time < times; time += 1) work();
    const { user, system } = process.threadCpuUsage(start);
    if (round >= WARM_UP) found.push((user + system) / 1_000 / divisor);
  }
process.stdout.write(`${texts.length} files; milliseconds of the thread: median [least, most] of ${ROUNDS}\n`);
for (const { name, found } of candidates) {
  const sorted = found.toSorted((a, b) => a - b).map((ms) => ms.toPrecision(3));
  process.stdout.write(`${name.padEnd(42)} ${sorted[(ROUNDS - 1) / 2]} [${sorted[0]}, ${sorted.at(-1)}]\n`);
}
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
function heapOf(read) {
  collect();
  const free = process.memoryUsage().heapUsed;
  const kept = texts.map((text) => read(text));
  collect();
  return kept.length > 0 ? (process.memoryUsage().heapUsed - free) / 1e6 : 0;
}
for (const [name, read] of Object.entries(PARSERS))
  process.stdout.write(`${name} keeps ${heapOf(read).toFixed(0)} MB\n`);
