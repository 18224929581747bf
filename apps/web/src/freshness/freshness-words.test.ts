import { expect, test } from "vitest";
import { reasonText } from "./freshness-words.ts";

const targets = (...all: Parameters<typeof reasonText>[0][number]["freshness"][]) =>
  all.map((freshness) => ({ freshness }));

test("what changed is told with what is gone, and what cannot be looked at only alone", () => {
  expect(reasonText(targets("needs-review", "fresh", "needs-review", "broken"))).toBe(
    "2 things it rests on changed, 1 is gone",
  );
  expect(reasonText(targets("broken"))).toBe("1 thing it rests on is gone");
  expect(reasonText(targets("unverifiable", "unverifiable"))).toBe("2 things it rests on cannot be looked at");
  expect(reasonText(targets("fresh"))).toBe("");
});
