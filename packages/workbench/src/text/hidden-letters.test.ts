import { expect, test } from "vitest";
import { isVisible, withoutHidden } from "./hidden-letters.ts";

test("what a terminal would obey, what turns words around, and half a letter are taken out", () => {
  expect(withoutHidden("a\u001b[31mb\u0000c\u009bd\u202ee\u2066f\rg")).toBe("a[31mbcdefg");
  expect(withoutHidden("🙂".slice(0, 1))).toBe("\uFFFD");
});

test("lines, tabs and all scripts stay as they are", () => {
  for (const text of ["two\n\tlines", "שלום", "é µ ° − 🙂", ""])
    expect([isVisible(text), withoutHidden(text)]).toEqual([true, text]);
  expect(isVisible("\u001b")).toBe(false);
});
