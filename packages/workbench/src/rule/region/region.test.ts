import { expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { unbalancedRegion } from "./unbalanced.ts";

const open = (name: string): string => `<!-- nomous:${name} -->`;
const close = (name: string): string => `<!-- /nomous:${name} -->`;

test("region.unbalanced finds its bad example and nothing in its good one", () => {
  expect(problemsOf(unbalancedRegion, unbalancedRegion.bad)).not.toEqual([]);
  expect(problemsOf(unbalancedRegion, unbalancedRegion.good)).toEqual([]);
});

test.each([
  ["never ends", [open("a"), "x"], [open("a")]],
  ["has not begun", ["x", close("a")], [close("a")]],
  ["ends before it begins", [close("a"), "x", open("a")], [close("a"), open("a")]],
  ["ends under another name", [open("a"), "x", close("b")], [open("a"), close("b")]],
  ["begins inside another", [open("a"), open("b"), close("b"), close("a")], [open("b")]],
  ["crosses another", [open("a"), open("b"), close("a"), close("b")], [open("b")]],
  ["begins twice", [open("a"), open("a"), close("a")], [open("a")]],
  ["is there twice", [open("a"), close("a"), "x", open("a"), close("a")], [open("a")]],
  ["ends twice", [open("a"), close("a"), close("a")], [close("a")]],
  ["never ends, before one that does", [open("a"), "x", open("b"), close("b")], [open("a")]],
  ["has attributes", ["<!-- nomous:a at=s-1:88 sha=0f -->", "x", close("a")], []],
  ["has attributes and never ends", ["<!-- nomous:a sha=0f -->", "x"], ["<!-- nomous:a sha=0f -->"]],
  ["is alone", [open("a"), "x", close("a")], []],
  ["follows another", [open("a"), close("a"), open("b"), close("b")], []],
  ["stands on one line", [`${open("a")}14 ms${close("a")}`, "", `in a sentence ${open("b")}x${close("b")} too`], []],
  ["is shown as code", [`\`${open("a")}\``, "", "```", open("b"), "```"], []],
  ["is a comment of another kind", ["<!-- nomous: a note -->", "<!-- toc -->"], []],
])("a generated part that %s", (_, lines, expected) => {
  for (const ending of ["\n", "\n\n", "\r\n"])
    expect(problemsOf(unbalancedRegion, { text: lines.join(ending) }).map(({ text }) => text)).toEqual(expected);
});
