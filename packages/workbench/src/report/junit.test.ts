import fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckReport } from "./checked.ts";
import { renderJunit } from "./junit.ts";
import { AWKWARD, reportOf } from "./report-fixture.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const NAMES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
  expect(text).not.toMatch(/<|&(?!(?:amp|lt|gt|quot|apos);)/);
  expect(text).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
  return text.replaceAll(/&(\w+);/g, (whole, name: string) => NAMES[name] ?? whole);
}

/** As strict as any reader: every character belongs to a tag or a text, and every tag is closed in its turn. */
function parseXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const token = /<\?xml [^<>]*\?>\n|<\/(\w+)>|<(\w+)((?: \w+="[^"<]*")*)>|([^<]+)/uy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (match === null) throw new Error(`no token at ${xml.slice(at, at + 40)}`);
    const [, closed, opened, attributes = "", text] = match;
    const current = open.at(-1) ?? root;
    if (closed !== undefined) expect(open.pop()?.name).toBe(closed);
    if (text !== undefined) current.text += unescape(text);
    if (opened === undefined) continue;
    const pairs = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
      key,
      unescape(value),
    ]);
    const element = {
      name: opened,
      attributes: Object.fromEntries(pairs) as Record<string, string>,
      children: [],
      text: "",
    };
    current.children.push(element);
    open.push(element);
  }
  expect(open).toHaveLength(1);
  const [suites] = root.children;
  if (suites === undefined) throw new Error("no element");
  return suites;
}

const parse = (report: CheckReport): Element => parseXml(renderJunit(report));

test("a document is a suite, and each error and warning a test that failed", () => {
  const suites = parse(reportOf({ "docs/a.md": AWKWARD }));
  expect(suites).toMatchObject({ name: "testsuites", attributes: { tests: "2", failures: "2", errors: "0" } });
  const [suite] = suites.children;
  expect(suite).toMatchObject({ name: "testsuite", attributes: { name: "docs/a.md", tests: "2", failures: "2" } });
  expect(suite?.children[0]).toMatchObject({
    attributes: {
      classname: "docs/a.md",
      file: "docs/a.md",
      name: 'word.never (3:7): "never" is too strong. Choose a weaker word.',
    },
    children: [
      {
        name: "failure",
        attributes: { type: "error", message: '"never" is too strong. Choose a weaker word.' },
        text: 'docs/a.md:3:7 error word.never\n"never" is too strong. Choose a weaker word.\nIt is never 👩‍👩‍👧 日本 always  [31mred   so, "x": y',
      },
    ],
  });
});

test("a document without errors and warnings is one test that passed, notes or not", () => {
  const suites = parse(reportOf({ "a.md": "# So\n", "b.md": "---\nnomous: memo\n---\nGAP\n" }));
  expect(suites.attributes).toMatchObject({ tests: "2", failures: "0", errors: "0" });
  expect(suites.children.map(({ children }) => children)).toEqual([
    [expect.objectContaining({ name: "testcase", children: [] })],
    [expect.objectContaining({ name: "testcase", children: [] })],
  ]);
});

test("a file that could not be checked is a test with an error", () => {
  const suites = parse(reportOf({}, { unchecked: [{ path: "a.md", message: 'not <UTF-8> & "so"' }] }));
  expect(suites.attributes).toMatchObject({ tests: "1", failures: "0", errors: "1" });
  expect(suites.children[0]?.children[0]?.children[0]).toMatchObject({ name: "error", text: 'not <UTF-8> & "so"' });
});

test("whatever a document, a path or a message holds, the XML stays well formed", () => {
  const unit = fc.oneof(
    fc.constantFrom(
      "]]>",
      "<",
      "&amp;",
      '"',
      "'",
      "\r\n",
      "\t",
      "never ",
      "-->",
      "\u0000",
      "\u001B",
      "\uFFFE",
      "\uD800",
    ),
    fc.integer({ min: 0, max: 0xff_ff }).map((code) => String.fromCharCode(code)),
  );
  const text = fc.array(unit, { maxLength: 20 }).map((units) => units.join(""));
  fc.assert(
    fc.property(text, text, (path, body) => {
      const suites = parse(reportOf({ [`a${path}`]: `${body} never` }, { unchecked: [{ path, message: body }] }));
      expect(suites.children).toHaveLength(2);
    }),
    { seed: 7, numRuns: 300 },
  );
});
