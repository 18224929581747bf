import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { bodyHash, isUntouched, regionsIn, regionText } from "./region.ts";

const region = { name: "ws-batch/results", body: "| a | b |\n| - | - |\n\nText.", at: "20261129T061500-3f2a91:88" };

test("a region that was written is read again, and nobody has touched it", () => {
  for (const ending of ["\n", "\r\n"]) {
    const text = `# A\n\n${regionText(region)}\n\nBelow.\n`.replaceAll("\n", ending);
    const [read, ...others] = regionsIn(parseMarkdown(text));
    expect(others).toEqual([]);
    expect(read).toMatchObject({ ...region, sha: bodyHash(region.body) });
    expect(read !== undefined && isUntouched(read)).toBe(true);
    expect(text.slice(read?.from, read?.to).replaceAll("\r\n", "\n")).toBe(regionText(region));
  }
});

test("one changed letter is a touch", () => {
  const [read] = regionsIn(parseMarkdown(regionText(region).replace("Text", "Test")));
  expect(read !== undefined && isUntouched(read)).toBe(false);
});

test("a region that nobody generated has neither state nor hash", () => {
  const [read] = regionsIn(parseMarkdown("<!-- nomous:a/results -->\n\nx\n\n<!-- /nomous:a/results -->\n"));
  expect(read).toMatchObject({ body: "x", at: null, sha: null });
  expect(read !== undefined && isUntouched(read)).toBe(false);
});

test.each([
  ["that never ends", "<!-- nomous:a/results sha=0 -->\n\nx\n"],
  ["that another one begins in", "<!-- nomous:a -->\n\n<!-- nomous:b -->\n\nx\n\n<!-- /nomous:a -->\n"],
  ["in code", "```\n<!-- nomous:a -->\n<!-- /nomous:a -->\n```\n"],
])("a region %s is none", (_, text) => {
  expect(regionsIn(parseMarkdown(text))).toEqual([]);
});
