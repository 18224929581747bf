import { expect, test } from "vitest";
import { isReason } from "./reason.ts";

test.each([
  "",
  "-",
  "…",
  "<why>",
  "[reason]",
  "none",
  "n/a",
  "Needed.",
  "best choice",
  "It was not chosen",
  "we like it",
  "industry standard",
  "as above",
  "not a good fit",
  "worse than the others",
])("“%s” gives no reason", (text) => {
  expect(isReason(text)).toBe(false);
});

test.each([
  "survives a closed lid",
  "needed for offline prompts",
  "not chosen because it blocks",
  "5 MB",
  "Simplicity",
  "the best throughput of the three",
])("“%s” gives one", (text) => {
  expect(isReason(text)).toBe(true);
});
