import { beforeAll, describe, expect, test } from "vitest";
import { type Grammars, type LanguageName, openGrammars } from "./grammar.ts";
import { SourceTree } from "./source-tree.ts";

let grammars: Grammars;

beforeAll(async () => {
  grammars = await openGrammars();
  await grammars.load(["typescript", "tsx", "javascript", "python"]);
});

/** What a name says in a text, or the whole text without a name. */
function said(language: LanguageName, text: string, symbol: string | null): string {
  const parsed = grammars.parse(language, text);
  if (parsed === null) throw new Error("there is no such grammar");
  const tree = new SourceTree(parsed, language, text);
  const search = symbol === null ? null : tree.find(symbol);
  if (search !== null && search.status !== "found") throw new Error(`${symbol} is ${search.status}`);
  const words = search === null ? tree.whole().words : search.symbol.words;
  tree.delete();
  return words.join(" ");
}

type Case = readonly [text: string, other: string, symbol?: string];

const JAVASCRIPT_SAME: readonly Case[] = [
  ["const f = x => x + 1", "const f = (x) => (x + 1);", "f"],
  ["const f = ((a)+(b))*c", "const f = (a + b) * c;", "f"],
  [`f('it\\'s', "a", \`b\`)`, `f(\n  "it's",\n  'a',\n  'b',\n)`],
  ["const a = [1,2,]", "const a = [\n  1,\n  2\n]"],
  ["const o = {'a': 1, b: .50}", `const o = { a: 1, "b": 0.5, }`],
  ["if (a) { b() } // c", "if (a) {\n  /* d */ b();\n}"],
  ["new A", "new A()"],
  ["a && (b && /x/gi)", "a && b && /x/ig"],
  ["class A { x = 1; m() { return 1 } }", "class A {\n  x = 1\n  m() { return 1; }\n}", "A.m"],
  ["const o = Object.freeze({ a() { return 1 } })", "const o = Object.freeze({ a() { return 1; }, });", "o.a"],
  ["export { b as a }; const b = 1", "const b = 1", "b"],
  ["exports.x = function () { return 1 }", "exports.x = function () {\n  return 1;\n};", "x"],
  ["export function f() {}", "function f() {}", "f"],
  ["function f() { function g() { return 1 } }", "function g() { return 1; }", "g"],
];
const JAVASCRIPT_OTHER: readonly Case[] = [
  ["const f = (a+b)*c", "const f = a+b*c", "f"],
  ["function f() { return a }", "function f() {\n  return\n  a }", "f"],
  ["const a = [1,,2]", "const a = [1,2]"],
  ["const o = {'a-b': 1}", "const o = {'a+b': 1}"],
  ["for (;x;) a()", "for (;;x) a()"],
  ["(a?.b).c", "a?.b.c"],
  ["a - (b - c)", "a - b - c"],
  ["a && (b || c)", "a && b || c"],
  ["class A { m() { return 1 } }", "class A { m() { return 2 } }", "A.m"],
  ["export default function () { return 1 }", "export default function () { return 2 }", "default"],
  ["A.prototype.b = () => 1", "A.prototype.b = () => 2", "A.b"],
];
const TYPESCRIPT_SAME: readonly Case[] = [
  [`type A = | 'b' | "c"`, "type A = 'b' | 'c'", "A"],
  ["interface A { a: string, b?: number }", "interface A {\n  a: string;\n  b?: number;\n}", "A"],
  ["namespace N { export function q() { return 1 } }", "namespace N { export function q() { return 1; } }", "N.q"],
  ["await using x = f(); const a = 1", "await using x = f()\nconst a = 1", "a"],
];
const TYPESCRIPT_OTHER: readonly Case[] = [
  ["interface A { b?: number }", "interface A { b: number }", "A.b"],
  ["function f(a: string): void; function f(a: any) {}", "function f(a: number): void; function f(a: any) {}", "f"],
  ["class A { constructor(private a: string) {} }", "class A { constructor(private a: number) {} }", "A.a"],
  ["enum E { A = 1, B }", "enum E { A = 2, B }", "E.A"],
];
const TSX_SAME: readonly Case[] = [
  [
    "const A = () => <p className='a'>foo bar</p>",
    `const A = () => (\n  <p className={"a"}>\n    foo{" "}\n    bar\n  </p>\n)`,
    "A",
  ],
];
const TSX_OTHER: readonly Case[] = [["const A = () => <p> foo</p>", "const A = () => <p>foo</p>", "A"]];
const PYTHON_SAME: readonly Case[] = [
  ["def f(a, b):\n    return (a, b)", "def f(\n    a,\n    b,\n):\n  # c\n  '''doc'''\n  return a, b", "f"],
  ["x = 'a'", `x = "a"`, "x"],
  ["x = f'a{b}'", `x = f"a{ b }"`, "x"],
  ["x = (1,)", "x = 1,", "x"],
  ["x = a and (b and c)", "x = a and b and c", "x"],
  ["x = a[(b, c)]", "x = a[b, c]", "x"],
  ["x = f((y for y in z))", "x = f(y for y in z)", "x"],
  [`x = ("a" 'b' f"{c}")`, `x = f"ab{c}"`, "x"],
  ["for (i) in (z): pass", "for i in z:\n    pass"],
];
const PYTHON_OTHER: readonly Case[] = [
  ["def f():\n    if a:\n        b()\n        c()", "def f():\n    if a:\n        b()\n    c()", "f"],
  ["x = f'a{b}'", "x = f'a{c}'", "x"],
  ["x = a[1:]", "x = a[:1]", "x"],
  ["x = (1,)", "x = 1", "x"],
  ["x = b'a'", "x = 'a'", "x"],
  ["@a\nclass C:\n  y = 1", "@b\nclass C:\n  y = 1", "C"],
  ["class C:\n  def m(self): self.z = 1", "class C:\n  def m(self): self.z = 2", "C.z"],
  ["try:\n  import a\nexcept E:\n  a = None", "try:\n  import a\nexcept E:\n  a = 1", "a"],
];

describe.each([
  ["javascript", JAVASCRIPT_SAME, JAVASCRIPT_OTHER],
  ["typescript", [...JAVASCRIPT_SAME, ...TYPESCRIPT_SAME], [...JAVASCRIPT_OTHER, ...TYPESCRIPT_OTHER]],
  ["tsx", TSX_SAME, TSX_OTHER],
  ["python", PYTHON_SAME, PYTHON_OTHER],
] as const)("in %s", (language, same, other) => {
  test.each(same)("%j says what %j says", (text = "", written = "", symbol = "") => {
    expect(said(language, text, symbol || null)).toBe(said(language, written, symbol || null));
  });
  test.each(other)("%j says something else than %j", (text = "", written = "", symbol = "") => {
    expect(said(language, text, symbol || null)).not.toBe(said(language, written, symbol || null));
  });
});

const find = (language: LanguageName, text: string, symbol: string) => {
  const parsed = grammars.parse(language, text);
  return parsed === null ? null : new SourceTree(parsed, language, text).find(symbol);
};

test("a name that a file only passes on is looked for where it comes from", () => {
  expect(find("typescript", "export { a as b } from './x.ts'; export * from './y'", "b")).toMatchObject({
    status: "foreign",
    names: [
      { source: "./x.ts", original: "a" },
      { source: "./y", original: "b" },
    ],
  });
  expect(find("typescript", "import { a as b } from './x.ts'; export { b }", "b.c")).toMatchObject({
    names: [{ original: "a.c" }],
  });
  expect(find("python", "from .b import c as d", "d")).toMatchObject({ names: [{ source: ".b", original: "c" }] });
  expect(find("python", "x = 1", "y")).toEqual({ status: "missing", hasError: false });
});
