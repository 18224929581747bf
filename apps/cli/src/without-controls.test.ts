import { expect, test } from "vitest";
import { withoutControls } from "./without-controls.ts";

test("a quoted file cannot steer the terminal", () => {
  expect(withoutControls("\u001B[2Jred\u001B]0;title\u0007\ttab\nline\r\u009B1mend")).toBe(
    "[2Jred]0;title\ttab\nline1mend",
  );
});
