// Documents with plans, for tests.
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Subject } from "../rule/subject.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";

export const subjectOf = (text: string): Subject =>
  createSubject({ path: "docs/plans/a.md", text, types: BUILT_IN_TYPES, surroundings: surroundingsOf() }).subject;

/** A plan whose steps hold a text. */
export const planText = (steps: string, fields = ""): string =>
  `---\nnomous: plan\n${fields}---\n# Segment log\n\n## Implementation Steps\n\n${steps}\n`;

/** A table of tasks: its columns and rows as their cells between bars. */
export const tableOf = (columns: string, ...rows: readonly string[]): string =>
  [columns, columns.replaceAll(/[^|]+/g, " - "), ...rows].map((cells) => `| ${cells} |`).join("\n");
