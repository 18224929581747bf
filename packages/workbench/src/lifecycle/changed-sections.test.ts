import { expect, test } from "vitest";
import { changedSections, changedWords } from "./changed-sections.ts";

const BEFORE =
  "---\nnomous: spec\n---\n# Sync\n\nWhy.\n\n## Goals\n\nOne.\n\n### Later\n\nTwo.\n\n## Risks\n\nThree.\n";
const words = (after: string, before = BEFORE): string | null => changedWords(changedSections(before, after));

test.each([
  ["nothing", BEFORE, null],
  ["line ends and a mark", `\uFEFF${BEFORE.replaceAll("\n", "\r\n")}`, null],
  ["a section", BEFORE.replace("One.", "Eins."), 'changed since: "Goals"'],
  ["one below another", BEFORE.replace("Two.", "Zwei."), 'changed since: "Later"'],
  ["a blank", BEFORE.replace("Three.", "Three. "), 'changed since: "Risks"'],
  ["the front matter", BEFORE.replace("spec", "plan"), "changed since: the front matter"],
  ["a new one", `${BEFORE}\n## Tests\n\nFour.\n`, 'changed since: "Risks"; added: "Tests"'],
  ["one that is gone", BEFORE.replace(/## Risks[^]*/, ""), 'removed: "Risks"'],
  ["another heading", BEFORE.replace("## Risks", "## Hazards"), 'added: "Hazards"; removed: "Risks"'],
])("%s", (_, after, expected) => {
  expect(words(after)).toBe(expected);
});

const many = (text: string): string => ["a", "b", "c", "d", "e", "f"].map((one) => `## ${one}\n\n${text}\n`).join("\n");

test("several of one name are told apart, and a long list is cut", () => {
  const twice = "# A\n\n## Notes\n\nOne.\n\n## Notes\n\nTwo.\n";
  expect(words(twice.replace("Two.", "Three."), twice)).toBe('changed since: "Notes"');
  expect(words(many("y"), many("x"))).toBe('changed since: "a", "b", "c", "d" and 2 more');
});

test("what stands before the first heading is the beginning", () => {
  expect(words("Hello.\n\n# A\n", "Hi.\n\n# A\n")).toBe("changed since: the beginning");
});
