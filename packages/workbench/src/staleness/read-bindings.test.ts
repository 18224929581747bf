import { describe, expect, test } from "vitest";
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Subject } from "../rule/subject.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { readBindings } from "./read-bindings.ts";

const FILES = { "src/a.ts": "x", "specs/b.md": "# B\n", "docs/c.md": "# C\n" };

function subjectOf(text: string, path = "docs/a.md"): Subject {
  const surroundings = surroundingsOf({ [path]: text, ...FILES });
  return createSubject({ path, text, types: BUILT_IN_TYPES, surroundings }).subject;
}

const bindingsOf = (text: string) => readBindings(subjectOf(text));
const pointer = (text: string): readonly boolean[] => bindingsOf(text).map(({ isPointer }) => isPointer);
const named = (text: string): string[] => bindingsOf(text).map(({ kind, target }) => `${kind} ${target}`);
const research = (text: string): string => `---\nnomous: research\n---\n# A\n\n## Findings\n\n${text}\n`;

describe("a document rests on", () => {
  test.each([
    ["symbols", "`src/a.ts#f` and `../src/a.ts#g.h`", ["symbol src/a.ts#f", "symbol src/a.ts#g.h"]],
    [
      "lines, one or more, each stretch by itself",
      "`src/a.ts:3` `src/a.ts#L4-L6` `src/a.ts:7, 9-10`",
      ["lines src/a.ts:3", "lines src/a.ts:4-6", "lines src/a.ts:7", "lines src/a.ts:9-10"],
    ],
    ["whole files", "`src/a.ts`", ["file src/a.ts"]],
    ["files that were there once", "`src/gone.ts:3`", ["lines src/gone.ts:3"]],
    [
      "documents and parts of them",
      "[b](../specs/b.md) and [there](../specs/b.md#a-part) `specs/b.md`",
      ["document specs/b.md", "document specs/b.md#a-part"],
    ],
    [
      "nothing in a fence, on the web, in a picture or in itself",
      "```\nsrc/a.ts:1\n```\n\n[x](https://example.org/a.md) ![y](b.md) [z](a.md#findings)",
      [],
    ],
    [
      "the evidence of what was generated, and nothing in it",
      "<!-- nomous:x/results at=1:2 sha=0 -->\n\n`src/a.ts:1`\n\n<!-- /nomous:x/results -->",
      ["evidence evidence/x/1.jsonl"],
    ],
  ])("%s", (_, text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test("its sources, whether or not they have a type", () => {
    const text = `---\nnomous: plan\nspec: specs/b.md\nsuperseded by: docs/c.md\n---\n# A\n\n## Sources\n\n- [c](c.md)\n`;
    expect(bindingsOf(text).map(({ target, isSource }) => [target, isSource])).toEqual([
      ["specs/b.md", true],
      ["docs/c.md", true],
    ]);
  });

  test("one thing once, however often it says so, with every place", () => {
    const text = research(
      "- The first `src/a.ts#f` is here, and it does so.\n- The second `src/a.ts#f` is there, and it does not.",
    );
    const [only, ...more] = bindingsOf(text);
    expect(more).toEqual([]);
    expect(only?.mentions.map(({ statement, address }) => [statement, text.slice(address?.from, address?.to)])).toEqual(
      [
        ["The first `src/a.ts#f` is here, and it does so.", "src/a.ts#f"],
        ["The second `src/a.ts#f` is there, and it does not.", "src/a.ts#f"],
      ],
    );
  });

  test("where a whole file is, and not on what is in it, unless it is a document of a type that says what is there", () => {
    expect(pointer("See `src/a.ts` for more.")).toEqual([true]);
    expect(pointer(research("- It is in `src/a.ts` alone."))).toEqual([false]);
    // It changes with every look at any document.
    expect(pointer(research("- What was looked at is in `nomous.lock`."))).toEqual([true]);
    expect(
      named("---\nnomous: plan\n---\n# A\n\n## Implementation Steps\n\n- Change `src/a.ts` and `src/a.ts#f` so.\n"),
    ).toEqual(["symbol src/a.ts#f"]);
  });
});

test.each([
  [
    "a sentence of a paragraph",
    "One thing is said here. `src/a.ts#f` does something else\nthan that. And more.",
    "`src/a.ts#f` does something else than that.",
  ],
  [
    "a paragraph, where the sentence says too little",
    "See `src/a.ts#f`. It does what it does.",
    "See `src/a.ts#f`. It does what it does.",
  ],
  ["a row of a table", "| a | b |\n| - | - |\n| one | `src/a.ts#f` |\n", "| one | `src/a.ts#f` |"],
  [
    "an item without those below it",
    "- The words of an item `src/a.ts#f` here\n  - below",
    "The words of an item `src/a.ts#f` here",
  ],
])("the words around a citation are %s", (_, text, expected) => {
  expect(bindingsOf(text)[0]?.mentions[0]?.statement).toBe(expected);
});
