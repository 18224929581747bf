// Small programs whose meaning is known apart from how they are laid out: what a function says is a tree, and a layout is only how the tree is written.
import type { SeededRandom } from "@nomous/testkit";

export type Language = "ts" | "js" | "py";

type Expression =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "two"; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

export type Statement =
  | { readonly kind: "set"; readonly name: string; readonly value: Expression }
  | { readonly kind: "if"; readonly test: Expression; readonly body: readonly Statement[] }
  | { readonly kind: "return"; readonly value: Expression };

/** Two ways to write the same, and a remark that says nothing to a machine. */
export interface Layout {
  readonly isWide: boolean;
  readonly remark: number;
}

const SIGNS = ["+", "-", "*"] as const;

export function makeBody(random: SeededRandom): readonly Statement[] {
  return [
    { kind: "set", name: "step", value: expression(random, 2) },
    { kind: "if", test: two(random, "<", 1), body: [{ kind: "set", name: "step", value: expression(random, 1) }] },
    { kind: "set", name: "note", value: { kind: "words", text: `it's "${random.int(1_000)}"` } },
    {
      kind: "return",
      value: { kind: "call", name: "settle", args: [value("step"), value("note"), expression(random, 2)] },
    },
  ];
}

const value = (text: string): Expression => ({ kind: "value", text });
const two = (random: SeededRandom, sign: string, depth: number): Expression => ({
  kind: "two",
  sign,
  left: expression(random, depth - 1),
  right: expression(random, depth - 1),
});

function expression(random: SeededRandom, depth: number): Expression {
  if (depth === 0) return value(random.chance(0.5) ? String(random.int(9_000)) : random.pick(["a", "b"]));
  return two(random, random.pick(SIGNS), depth);
}

/** Another body, which differs in one thing: a number, a sign, the order of a calculation, a statement more or less, or where a block ends. */
export function changeBody(body: readonly Statement[], random: SeededRandom): readonly Statement[] {
  const [set, branch, ...rest] = body;
  if (set?.kind !== "set" || branch?.kind !== "if") return makeBody(random);
  const extra: Statement = { kind: "set", name: "step", value: expression(random, 1) };
  switch (random.int(6)) {
    case 0:
      return [{ ...set, value: two(random, random.pick(SIGNS), 2) }, branch, ...rest];
    case 1:
      return [{ ...set, value: regrouped(set.value) }, branch, ...rest];
    case 2:
      return [set, { ...branch, body: [...branch.body, extra] }, ...rest];
    case 3:
      // The same words in the same order, behind the block and not in it.
      return branch.body.length > 1
        ? [set, { ...branch, body: branch.body.slice(0, -1) }, ...branch.body.slice(-1), ...rest]
        : [set, branch, extra, ...rest];
    case 4:
      return [
        set,
        { ...branch, test: { kind: "two", sign: ">", left: value("a"), right: value(String(random.int(9_000))) } },
        ...rest,
      ];
    default:
      return [set, branch, ...rest.map((one) => (one.kind === "set" ? { ...one, value: otherWords(random) } : one))];
  }
}

const otherWords = (random: SeededRandom): Expression => ({ kind: "words", text: `it's "${random.int(100_000)}"` });

/** `(x - y) - z` is not `x - (y - z)`, and only parentheses tell. */
function regrouped(one: Expression): Expression {
  if (one.kind !== "two") return value("0");
  const { left, right } = one;
  if (left.kind === "two") return { ...one, sign: "-", left: left.left, right: { ...left, left: left.right, right } };
  return { ...one, sign: one.sign === "-" ? "+" : "-" };
}

export interface CodeFunction {
  readonly name: string;
  readonly body: readonly Statement[];
  readonly layout: Layout;
}

/** What it says, whatever it looks like. */
export const meaningOf = ({ body }: Pick<CodeFunction, "body">): string => JSON.stringify(body);

/** Its lines, without a blank one at either end. */
export function writeFunction({ name, body, layout }: CodeFunction, language: Language): string[] {
  const { isWide, remark } = layout;
  if (language === "py") {
    const head = isWide ? [`def ${name}(`, "    a,", "    b,", "):"] : [`def ${name}(a, b):`];
    const about = remark === 0 ? [] : [`${isWide ? "    " : "  "}# remark ${remark}`];
    return [...head, ...about, ...block(body, language, layout, 1)];
  }
  const type = language === "ts" ? ": number" : "";
  const params = isWide ? ["", `  a${type},`, `  b${type},`, ""].join("\n") : `a${type}, b${type}`;
  const about = remark === 0 ? [] : [`  // remark ${remark}`];
  return [
    ...`export function ${name}(${params})${type} {`.split("\n"),
    ...about,
    ...block(body, language, layout, 1),
    "}",
  ];
}

function block(body: readonly Statement[], language: Language, layout: Layout, depth: number): string[] {
  const indent = (layout.isWide ? "    " : "  ").repeat(depth);
  const end = language === "py" || layout.isWide ? "" : ";";
  return body.flatMap((one) => {
    const said = (part: Expression): string => write(part, language, layout);
    if (one.kind === "return") return [`${indent}return ${said(one.value)}${end}`];
    if (one.kind === "set") return [`${indent}${one.name} = ${said(one.value)}${end}`];
    const inner = block(one.body, language, layout, depth + 1);
    if (language === "py") return [`${indent}if ${said(one.test)}:`, ...inner];
    return [`${indent}if (${said(one.test)}) {`, ...inner, `${indent}}`];
  });
}

/** What stands to the left of an equal sign may be bare; the wide layout has all parentheses that it could have. */
function write(one: Expression, language: Language, layout: Layout): string {
  const { isWide } = layout;
  if (one.kind === "value") return isWide ? `(${one.text})` : one.text;
  if (one.kind === "words")
    return isWide ? `'${one.text.replaceAll("'", String.raw`\'`)}'` : `"${one.text.replaceAll('"', String.raw`\"`)}"`;
  if (one.kind === "two") {
    const [left, right] = [one.left, one.right].map((side) => {
      const said = write(side, language, layout);
      return side.kind === "two" ? `(${said})` : said;
    });
    return `${left} ${one.sign} ${right}`;
  }
  const args = one.args.map((arg) => write(arg, language, layout));
  return isWide ? `${one.name}(\n      ${args.join(",\n      ")},\n    )` : `${one.name}(${args.join(", ")})`;
}
