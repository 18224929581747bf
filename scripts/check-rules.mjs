// Compares the rules of docs/protocol.md with the names of tests: each rule `* **S3** …` is named by at least one test
// `[S3] …`, and no test names a rule that is not there.
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = globSync("{packages,apps,tests}/**/*.{test.ts,test.tsx,contract.ts}", {
  cwd: root,
  // Documents of the workbench have ids of their own.
  exclude: (path) => /(^|\/)(node_modules|dist|workbench|defects)$/.test(path),
});

const rules = [...readFileSync(join(root, "docs/protocol.md"), "utf8").matchAll(/^\* \*\*([A-Z]\d+)\*\* /gm)].map(
  ([, id]) => id,
);
const tested = new Map();
for (const file of files) {
  const text = readFileSync(join(root, file), "utf8");
  // A name may carry several rules: "[C2] [C3] …". It begins a string, so that `list[S3]` in code does not count.
  for (const [name] of text.matchAll(/(?<=["'`])(\[[A-Z]\d+\] ?)+/g))
    for (const [, id] of name.matchAll(/\[([A-Z]\d+)\]/g)) tested.set(id, [...(tested.get(id) ?? []), file]);
}

const twice = rules.filter((id, i) => rules.indexOf(id) !== i);
const untested = rules.filter((id) => !tested.has(id));
const unknown = [...tested.keys()].filter((id) => !rules.includes(id));
for (const id of twice) console.error(`docs/protocol.md: ${id} is there twice`);
for (const id of untested) console.error(`docs/protocol.md: no test names ${id}`);
for (const id of unknown) console.error(`${relative(".", join(root, tested.get(id)[0]))}: ${id} is no rule`);
if (twice.length + untested.length + unknown.length > 0) process.exit(1);
console.log(`${rules.length} rules, each named by a test`);
