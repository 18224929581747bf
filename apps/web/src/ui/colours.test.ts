import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
  (path) => /\.(css|tsx?)$/.test(path) && !/\.test\.tsx?$|tokens\.css$/.test(path),
);

const LITERALS = [
  /#[0-9a-f]{3,8}\b(?=\s*[;,)"'!}]|$)/i,
  /\b(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|light-dark)\(/i,
  /(?:color|background|border|outline|fill|stroke|shadow)[\w-]*:\s*[^;{}]*\b(black|white|red|green|blue|gr[ae]y|orange|yellow|silver|navy)\b/i,
];

const literalsIn = (text: string): string[] =>
  text.split("\n").filter((line) => LITERALS.some((literal) => literal.test(line.replace(/in oklch/, ""))));

test.each(SOURCES)("%s takes its colours from the tokens", (path) => {
  expect(literalsIn(readFileSync(join(ROOT, path), "utf8"))).toEqual([]);
});

test("the search finds what it looks for", () => {
  expect(SOURCES.length).toBeGreaterThan(50);
  for (const line of ["color: #fff;", "background: rgb(0 0 0)", "border: 1px solid black;", "fill: oklch(1 0 0)"])
    expect(literalsIn(line)).toEqual([line]);
});
