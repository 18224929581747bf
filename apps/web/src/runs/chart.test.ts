import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pageStyle } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";

/** A formatter may break lines; what is said stays the same. */
const said = (css: string): string =>
  css
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, "")
    .replaceAll(";}", "}");

test("the page colours charts exactly as the workbench means them", () => {
  expect(said(readFileSync(join(import.meta.dirname, "chart.css"), "utf8"))).toBe(said(pageStyle()));
});
