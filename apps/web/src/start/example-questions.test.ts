import { expect, test } from "vitest";
import { exampleQuestions, findReadme, headingsOf } from "./example-questions.ts";

test("headings come from the text, not from code, and usual ones are left out", () => {
  const lines = [
    "# Nomous",
    "## First ten minutes",
    "```sh",
    "## not a heading",
    "```",
    "## License",
    "### Where `data` lives ##",
  ];
  expect(headingsOf(lines)).toEqual(["First ten minutes", "Where data lives"]);
});

test("the README nearest to the top is taken", () => {
  expect(findReadme(["docs/README.md", "src/a.ts", "README.md"])).toBe("README.md");
  expect(findReadme(["src/a.ts"])).toBeUndefined();
});

test("three questions of different kinds", () => {
  expect(
    exampleQuestions(["README.md", "docs/wire.md", "index.ts", "src/batcher.ts", "src/batcher.test.ts"], ["Install"]),
  ).toEqual(["What does the README say about “Install”?", "Where is batcher used?", "What is docs/wire.md about?"]);
});

test("a folder with little still gives questions, an empty one none", () => {
  expect(exampleQuestions(["data.csv"], [])).toEqual(["What is in data.csv?"]);
  expect(exampleQuestions([], [])).toEqual([]);
});
