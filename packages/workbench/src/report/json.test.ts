import * as z from "zod/mini";
import { expect, test } from "vitest";
import { decodeJson } from "../data/decode-json.ts";
import { renderJson } from "./json.ts";
import { AWKWARD, reportOf } from "./report-fixture.ts";

test("the report is one JSON value with all that was checked, in the order it was", () => {
  const unchecked = [{ path: "c.md", message: "it is gone" }];
  const text = renderJson(
    reportOf({ "a.md": AWKWARD, "docs/b.md": "---\nnomous: memo\n---\n# M\n" }, { unchecked, known: 3 }),
  );
  expect(decodeJson(z.unknown(), text)).toEqual({
    ok: true,
    value: {
      schema: 1,
      tool: { name: "nomous", version: "0.1.0" },
      outcome: "unchecked",
      summary: { documents: 2, unchecked: 1, errors: 2, warnings: 0, notes: 0, known: 3, fixed: 0 },
      documents: [
        {
          path: "a.md",
          type: null,
          state: null,
          stage: "review",
          next: null,
          findings: [
            {
              path: "a.md",
              rule: "word.never",
              severity: "error",
              message: '"never" is too strong. Choose a weaker word.',
              line: 3,
              column: 7,
              endLine: 3,
              endColumn: 12,
              excerpt: 'It is never 👩‍👩‍👧 日本 always  [31mred   so, "x": y',
              excerptColumn: 1,
              fix: 'Change it to "seldom"',
            },
            expect.objectContaining({ rule: "word.always", line: 3, column: 25, fix: null }),
          ],
        },
        {
          path: "docs/b.md",
          type: "memo",
          state: null,
          stage: "draft",
          next: "Problem, not there yet (2 more parts to write)",
          findings: [],
        },
      ],
      unchecked,
    },
  });
});
