import { expect, test } from "vitest";
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { insertBlock } from "./insert-block.ts";

const BLOCK = "```yaml experiment\nid: a\n```\n";
const subjectOf = (text: string) =>
  createSubject({ path: "docs/spikes/a.md", text, types: BUILT_IN_TYPES, surroundings: surroundingsOf() }).subject;

const SPIKE =
  "---\nnomous: spike\n---\n# A\n\n## Technical Details\n\n### Test methodology\n\nAs always.\n\n## Results\n\nNone.\n";

test("an experiment stands at the end of the method, and nothing else is touched", () => {
  expect(insertBlock(subjectOf(SPIKE), BLOCK, "method")).toBe(SPIKE.replace("As always.\n", `As always.\n\n${BLOCK}`));
});

test("the document's own line ends are used", () => {
  const text = SPIKE.replaceAll("\n", "\r\n");
  const written = insertBlock(subjectOf(text), BLOCK, "method");
  expect(written.replaceAll("\r\n", "")).not.toContain("\n");
  expect(written).toContain("As always.\r\n\r\n```yaml experiment\r\nid: a\r\n```\r\n\r\n## Results");
});

test("without such a part it is the last thing in the document", () => {
  expect(insertBlock(subjectOf("# A\n\nWords"), BLOCK, "decision")).toBe(`# A\n\nWords\n\n${BLOCK}`);
});
