import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { always, never, wordRule } from "./report-fixture.ts";
import { renderRule, renderRuleReference } from "./rule-reference.ts";

test("a rule says what it finds, why, what to do, how severe it is, and shows both examples", () => {
  expect(renderRule(never)).toBe(`word.never: The word "never"

It is too strong a word.

What to do: Choose a weaker one.

Severity: warning (draft), error (review), error (approved), note (closed). Reads every Markdown file.

Bad:

\`\`\`markdown
It is never so.
\`\`\`

Good:

\`\`\`markdown
It is so.
\`\`\`
`);
});

test("the reference has a heading for each family and an entry with an anchor for each rule", () => {
  const goal = { ...always, id: "goal.always" };
  const text = renderRuleReference([never, goal, always]);
  expect(parseMarkdown(text).headings.map(({ level, title }) => `${level} ${title}`)).toEqual([
    "1 Rules",
    "2 Word",
    "3 word.never",
    "3 word.always",
    "2 Goal",
    "3 goal.always",
  ]);
  for (const id of ["word.never", "word.always", "goal.always"]) expect(text).toContain(`<a id="${id}"></a>`);
});

test("the reference says what each weight is at each stage", () => {
  const [table] = parseMarkdown(renderRuleReference([])).tables;
  expect(table?.header.cells.map(({ text }) => text)).toEqual(["weight", "draft", "review", "approved", "closed"]);
  expect(table?.rows[2]?.cells.map(({ text }) => text)).toEqual(["missing", "note", "error", "error", "note"]);
});

test("other files of an example are shown with their path", () => {
  const rule = { ...never, bad: { text: "so\n", files: { "docs/b.md": "# B\n" } } };
  expect(renderRule(rule)).toContain("```markdown\nso\n```\n\nwith `docs/b.md`:\n\n```\n# B\n```\n");
});

test("an example stays in its fence, whatever fences and headings are in it", () => {
  const piece = fc.constantFrom("```", "````md", "~~~", "`", "\n", "# H\n", "so", "\r\n", "| a |\n");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const bad = { text: pieces.join("") };
      const { headings, fences } = parseMarkdown(renderRuleReference([{ ...wordRule("word.x", "x", "wrong"), bad }]));
      expect(headings.map(({ title }) => title)).toEqual(["Rules", "Word", "word.x"]);
      expect(fences).toHaveLength(2);
      expect(fences.every(({ isClosed }) => isClosed)).toBe(true);
    }),
    { seed: 7, numRuns: 300 },
  );
});
