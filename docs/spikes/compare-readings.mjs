// What four ways to read Markdown make of the same texts, for the spike beside this file: node docs/spikes/compare-readings.mjs
// Compared are the lines in which headings, tables and fences begin that stand in no list and no quotation.
import { globSync, readFileSync, statSync } from "node:fs";
import { GFM, parser } from "@lezer/markdown";
import markdownIt from "markdown-it";
import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { parseMarkdown } from "../../packages/workbench/src/text/markdown.ts";

const EVENTS = { atxHeading: "heading", setextHeading: "heading", table: "table", codeFenced: "fence" };
const TOKENS = { heading_open: "heading", table_open: "table", fence: "fence" };
const NODES = { Table: "table", FencedCode: "fence" };
const lezer = parser.configure([GFM]);
const tokens = markdownIt();

const gfmEvents = (text) =>
  postprocess(
    parse({ extensions: [gfm()] })
      .document()
      .write(preprocess()(text, undefined, true)),
  );
function readMicromark(text) {
  let inside = 0;
  return gfmEvents(text).flatMap(([step, { type, start }]) => {
    if (/^(?:listOrdered|listUnordered|blockQuote)$/.test(type)) inside += step === "enter" ? 1 : -1;
    return step === "enter" && inside === 0 && type in EVENTS ? [`${EVENTS[type]} ${start.line}`] : [];
  });
}
function readMarkdownIt(text) {
  const blocks = tokens.parse(text, {}).filter(({ type, level }) => level === 0 && type in TOKENS);
  return blocks.map(({ type, map }) => `${TOKENS[type]} ${map[0] + 1}`);
}
function readTree(tree, lineOf) {
  const found = [];
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling) {
    const kind = /Heading\d$/.test(node.name) ? "heading" : NODES[node.name];
    if (kind !== undefined) found.push(`${kind} ${lineOf(node.from)}`);
  }
  return found;
}

const READERS = {
  micromark: readMicromark,
  "markdown-it": readMarkdownIt,
  lezer: (text) => readTree(lezer.parse(text), (offset) => text.slice(0, offset).split(/\r\n|\n|\r/).length),
  "parser.ts": (text) => {
    const { tree, lines } = parseMarkdown(text);
    return readTree(tree, (offset) => lines.positionOf(offset).line);
  },
};
const say = (line) => process.stdout.write(`${line}\n`);

const root = new URL("../../", import.meta.url).pathname;
const paths = globSync("node_modules/**/*.md", { cwd: root }).filter((path) => statSync(root + path).isFile());
const texts = paths.toSorted().map((path) => [path, readFileSync(root + path, "utf8")]);
for (const [name, read] of Object.entries(READERS).slice(1)) {
  const differences = texts.flatMap(([path, text]) => {
    const [expected, found] = [readMicromark(text), read(text)].map((list) => new Set(list));
    const missing = [...expected].filter((one) => !found.has(one)).map((one) => `${path}: lacks ${one}`);
    return [...missing, ...[...found].filter((one) => !expected.has(one)).map((one) => `${path}: adds ${one}`)];
  });
  say(`${name} against micromark: ${differences.length} differences`);
  for (const one of differences) say(`  ${one}`);
}
const all = texts.flatMap(([, text]) => readMicromark(text));
say(`elements of micromark in all files: ${all.length}`);

const SPECIAL = {
  "a table with CRLF": "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n",
  "a table with CR alone": "| a | b |\r|---|---|\r| 1 | 2 |\r",
  "a table whose delimiter row ends in blanks": "| a | b |\n|---|---|  \n| 1 | 2 |\n",
  "a heading behind a byte order mark": "\uFEFF# Title\n",
  "front matter, then a heading": "---\nnomous: spec\n---\n# Title\n",
  "a heading with CR alone": "text\r\r# Title\r",
};
for (const [what, text] of Object.entries(SPECIAL)) {
  const read = Object.entries(READERS).map(([name, reader]) => `${name} ${reader(text).join(", ") || "nothing"}`);
  say(`${what}: ${read.join("; ")}`);
}
