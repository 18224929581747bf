import { expect, test } from "vitest";
import { exportIssues, issuesAsJson, issuesAsMarkdown } from "./export-issues.ts";
import { planOf } from "./plan-fixture.ts";

const PLAN = planOf({
  T1: { title: "Write rows", hours: 8, standing: "done", phase: "Backend" },
  T2: {
    title: "Read rows",
    hours: [4, 8, 20],
    after: ["T1"],
    who: "ada",
    phase: "Backend",
    verify: "`npm test`",
    rollback: "`git revert`",
    line: 12,
  },
  T3: { title: "Count rows", after: ["T2"], standing: "not-verified", line: 13 },
  T4: { title: "Never", standing: "dropped" },
  M: { title: "Beta", hours: 0, isMilestone: true, after: ["T3", "T4"], phase: "Tests", line: 15 },
});

test("open tasks are issues, with what comes before them and where they stand", () => {
  const issues = exportIssues(PLAN, "docs/plans/a.md");
  expect(issues[0]).toEqual({
    title: "T2: Read rows",
    body: [
      "From `docs/plans/a.md`, line 12.",
      "",
      "- **After:** T1 (done)",
      "- **Estimate:** 4 h to 2.5 d, most likely 1 d",
      "- **Who:** ada",
      "- **Verify:** `npm test`",
      "- **Rollback:** `git revert`",
      "",
    ].join("\n"),
    labels: ["Backend"],
    after: [],
  });
  expect(issues.slice(1)).toMatchObject([
    {
      title: "T3: Count rows",
      labels: [],
      after: ["T2: Read rows"],
    },
    { title: "M: Beta", labels: ["Tests", "milestone"], after: ["T3: Count rows"] },
  ]);
  expect(issues[1]?.body).toContain("**Status:** not verified");
});

test("as one text each is a section, as JSON each is an object", () => {
  const issues = exportIssues(PLAN, "docs/plans/a.md");
  expect(issuesAsMarkdown(issues).match(/^## .*$/gm)).toEqual(["## T2: Read rows", "## T3: Count rows", "## M: Beta"]);
  expect(issuesAsMarkdown(issues)).toContain(
    "## T2: Read rows\n\nLabels: Backend\n\nFrom `docs/plans/a.md`, line 12.\n",
  );
  expect(issuesAsJson(issues)).toMatch(/^\[\n {2}\{\n {4}"title": "T2: Read rows",/);
  expect(issuesAsJson([])).toBe("[]\n");
});
