import * as z from "zod/mini";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeYaml } from "./decode-yaml.ts";

const Level = z.enum(["off", "note", "warning", "error"]);
const Settings = z.strictObject({
  owner: z.optional(z.string()),
  folders: z.optional(z.record(z.string(), z.string())),
  ignore: z.optional(z.array(z.string())),
  rules: z.optional(z.record(z.string(), Level)),
  limit: z.optional(z.int().check(z.gte(1), z.lte(10))),
  steps: z.optional(z.array(z.strictObject({ run: z.string(), after: z.optional(z.string()) }))),
  source: z.optional(z.union([z.string(), z.strictObject({ path: z.string() })])),
  shape: z.optional(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("words"), max: z.number() }),
      z.strictObject({ kind: z.literal("table") }),
    ]),
  ),
  when: z.optional(z.iso.datetime({ offset: true })),
});

/** Problems as `[what they point at, message]`. */
function problemsIn(text: string): [string, string][] {
  const decoded = decodeYaml(Settings, text);
  if (decoded.ok) return [];
  return decoded.problems.map(({ from, to, message }) => [text.slice(from, to), message]);
}

const nine = (name: string): string => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;

test("what fits the schema comes as its value, with the document that it was read from", () => {
  const decoded = decodeYaml(Settings, "\uFEFF# ours\nowner: Ada\r\nrules:\r\n  a.b: off\r\n");
  expect(decoded).toMatchObject({ ok: true, value: { owner: "Ada", rules: { "a.b": "off" } } });
  expect(decoded.ok && decoded.document.getIn(["rules", "a.b"])).toBe("off");
});

describe("a value that does not fit is told with its place and what was expected", () => {
  test.each([
    ["rules:\n  a.b: eror\n", "eror", 'expected one of off, note, warning, error, found "eror": did you mean error?'],
    ["rules:\n  a.b: loud\n", "loud", 'expected one of off, note, warning, error, found "loud"'],
    ["ignore: docs/**\n", "docs/**", 'expected a list of text, found "docs/**"'],
    ["ignore: [a, 7]\n", "7", "expected text, found 7"],
    ["folders: docs\n", "docs", 'expected a mapping of names to values, found "docs"'],
    ["owner: [a]\n", "[a]", "expected text, found a list"],
    ["owner:\n", "owner", "expected text, found nothing"],
    ["owner: true\n", "true", "expected text, found true"],
    ["limit: 11\n", "11", "expected at most 10, found 11"],
    ["limit: 1.5\n", "1.5", "expected a whole number, found 1.5"],
    ["steps:\n  - run: a\n  - after: a\n", "after", '"run" is missing: expected text'],
    ["source: 4\n", "4", "expected text or a mapping of names to values, found 4"],
    ["source: {path: 4}\n", "4", "expected text, found 4"],
    ["shape: {kind: tabel}\n", "tabel", 'expected one of words, table, found "tabel": did you mean table?'],
    ["shape: {}\n", "shape", '"kind" is missing: expected one of words, table'],
    ["shape: {kind: words}\n", "shape", '"max" is missing: expected a number'],
    ["- a\n", "- a\n", "expected a mapping of names to values, found a list"],
    ["", "", "expected a mapping of names to values, found nothing"],
    [
      "when: yesterday\n",
      "yesterday",
      'expected a date and time with its zone, such as 2026-01-31T09:30:00+01:00, found "yesterday"',
    ],
  ])("%j", (text, place, message) => {
    expect(problemsIn(text)).toEqual([[place, message]]);
  });
});

test("each unknown key is told at the key, with the one that was probably meant or all that are known", () => {
  expect(problemsIn("owner: Ada\nfolder:\n  spike: x\nsteps:\n  - run: a\n    zzzzzz: 1\n")).toEqual([
    ["folder", '"folder" is not known here: did you mean "folders"?'],
    ["zzzzzz", '"zzzzzz" is not known here: expected one of run, after'],
  ]);
});

test("YAML that cannot be read is told with every place, in the order of the text", () => {
  expect(problemsIn("owner: a\nowner: b\nlimit: @x\n\trules: c\n").map(([, message]) => message)).toEqual([
    "this name is there twice: remove one",
    "a value cannot begin with this character: put it in quotes",
    "a tab cannot indent: use spaces",
  ]);
  expect(problemsIn("owner: a: b\n")).toEqual([
    ["a", "a value cannot hold another colon: put it in quotes, or begin a new line"],
  ]);
  expect(problemsIn("owner: !person Ada\n")).toEqual([["!person", "this tag is not known: remove it"]]);
  expect(problemsIn("owner: a\n---\nowner: b\n")).toEqual([
    ["---\nowner: b\n", "a second document begins here: keep one"],
  ]);
});

describe("names for what is used again", () => {
  test("are followed, and a problem in what they mean is told where they are used", () => {
    expect(decodeYaml(Settings, "ignore: &all [a]\nfolders: {a: b}\n").ok).toBe(true);
    expect(problemsIn("ignore: &all [a]\nowner: *all\n")).toEqual([["*all", "expected text, found a list"]]);
  });

  test("that nothing has are told", () => {
    expect(problemsIn("owner: *nobody\n")).toEqual([
      ["*nobody", "nothing has this name: mark the value that is meant with &, or put the text in quotes"],
    ]);
  });

  test("that a value has inside itself are told", () => {
    expect(problemsIn("steps: &all [*all]\n")).toEqual([["*all", "a value cannot contain itself"]]);
  });

  test("that are thousands are refused", () => {
    const [problem] = problemsIn(`owner: &a x\nignore: [${"*a, ".repeat(50_000)}]\n`);
    expect(problem).toEqual(["*a", "too many values are used again with *: write them out"]);
  });

  test("that would grow into millions of values are refused", () => {
    const levels = "bcdefgh".split("").map((name, i) => `${name}: &${name} ${nine(`*${"abcdefg"[i]}`)}`);
    const [problem] = problemsIn(`a: &a ${nine("x")}\n${levels.join("\n")}\n`);
    expect(problem?.[1]).toBe("too many values are used again with *: write them out");
  });
});

test("nesting that would use up the stack is refused", () => {
  expect(problemsIn(`ignore: ${"[".repeat(20_000)}${"]".repeat(20_000)}`)[0]?.[1]).toBe("nested too deeply");
});

test("places count from the beginning of the text that the YAML was cut from", () => {
  const text = "---\nrules:\n  a: loud\n---\n# Title\n";
  const decoded = decodeYaml(Settings, text.slice(4, 21), { offset: 4 });
  const [problem] = decoded.ok ? [] : decoded.problems;
  expect(text.slice(problem?.from, problem?.to)).toBe("loud");
});

test("a name that means something to JavaScript is a name like any other", () => {
  expect(problemsIn("__proto__: {owner: 1}\n")).toEqual([
    [
      "__proto__",
      '"__proto__" is not known here: expected one of owner, folders, ignore, rules, limit, steps, source, shape, when',
    ],
  ]);
});

test("any text gives a value or problems inside the text, and never throws", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "owner",
      "rules",
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "*a",
      "&a",
      "? ",
      "|",
      ">",
      "'",
      '"',
      "\t",
      "!x ",
      "---",
      "\r\n",
      "%",
      "\uFEFF",
    ),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      const decoded = decodeYaml(Settings, text);
      expect(decoded.ok || decoded.problems.length > 0).toBe(true);
      for (const { from, to, message } of decoded.ok ? [] : decoded.problems) {
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
        expect(message).not.toBe("");
      }
    }),
    { seed: 4, numRuns: 2_000 },
  );
});
