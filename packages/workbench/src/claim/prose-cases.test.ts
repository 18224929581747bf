import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { splice } from "../text/splice.ts";
import { claimProblems } from "./check-claim.ts";
import { PROSE_CASES } from "./prose-cases.ts";
import { PROSE_WORLD } from "./prose-world.ts";

test.each(PROSE_CASES)(
  "a sentence gets the judgement that it deserves, and no other: $says",
  ({ says, told, names, fixed }) => {
    const problems = claimProblems(parseMarkdown(says), PROSE_WORLD);
    const messages = problems.map(({ message }) => message).join("\n");
    expect({ told: problems.map(({ kind }) => kind), messages }).toEqual({ told, messages });
    for (const name of names) expect(messages).toContain(name);
    if (fixed === null) return;
    const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
    expect(splice(says, edits)).toContain(`[${fixed}]`);
    expect(claimProblems(parseMarkdown(splice(says, edits)), PROSE_WORLD)).toEqual([]);
  },
);

const toldOf = (text: string): string[] => claimProblems(parseMarkdown(text), PROSE_WORLD).map(({ kind }) => kind);

test.each([
  ["an item without a full stop", (says: string) => `- ${says.replace(/\.$/, "")}\n`],
  ["a quote", (says: string) => `> ${says}\n`],
  ["a paragraph, emphasised", (says: string) => `Before. *${says}* After it all.\n`],
])("a sentence is judged alike in %s", (_, wrap) => {
  expect(PROSE_CASES.map(({ says }) => toldOf(wrap(says)))).toEqual(PROSE_CASES.map((one) => one.told));
});

test("the table holds at least 80 sentences that are wrong and 50 that are right", () => {
  const wrong = PROSE_CASES.filter(({ told }) => told.length > 0).length;
  expect(wrong).toBeGreaterThanOrEqual(80);
  expect(PROSE_CASES.length - wrong).toBeGreaterThanOrEqual(50);
});
