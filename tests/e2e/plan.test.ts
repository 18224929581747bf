// A plan, what it rests on and what leads to it, in the browser: from a what-if to the accepted suggestion, from a change of the code to the
// review, and along the trace.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser, type Scene } from "./scene.ts";
import { faultsOf } from "./screen-faults.ts";

const CODE = `export function resumeAt(cursor) {
  return cursor.at;
}
`;

const SPEC = `---
nomous: spec
status: draft
---

# Loads that go on

## Background

A load goes on where it stopped, see \`src/cursor.mjs#resumeAt\`.
`;

const PLAN = `---
nomous: plan
status: draft
sources: [specs/loads.md]
---

# Load faster

Follows [the spec](../../specs/loads.md).

## Implementation Steps

| ID | Task | After | Min | Likely | Max | Verify | Status |
|---|---|---|---|---|---|---|---|
| B1 | Measure the crane | - | 1 d | 2 d | 3 d | \`sh check.sh\` | done |
| B2 | Move the crane | B1 | 1 d | 2 d | 6 d | a look at it | todo |
| B3 | Weigh a load | B1 | 1 d | 1 d | 1 d | a look at it | todo |
`;

const FILES = {
  "README.md": "# Harbor\n",
  "check.sh": "echo the crane moves\n",
  "src/cursor.mjs": CODE,
  "specs/loads.md": SPEC,
  "docs/plans/load-faster.md": PLAN,
};

const git = (scene: Scene, ...args: string[]): void =>
  void execFileSync("git", ["-C", scene.workspace, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args]);

function commitAll(scene: Scene, message: string): void {
  git(scene, "add", "--all");
  git(scene, "commit", "--quiet", "--allow-empty", "--message", message);
}

async function open(page: Page, title: string): Promise<void> {
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /documents/ })
    .click();
  await page.getByRole("region", { name: "Documents" }).getByText(title, { exact: true }).click();
  await page.getByRole("textbox", { name: "Text of the document" }).waitFor();
}

const row = (page: Page, id: string) => page.locator(`[data-task="${id}"]`);
const dialog = (page: Page) => page.getByRole("dialog");

inBrowser("plan", FILES, (scene) => {
  test("a what-if changes the text only when its suggestion is accepted; a task is verified by the command that was shown", async () => {
    commitAll(scene(), "Begin");
    const page = await scene().visitor();
    await open(page, "Load faster");
    await page.getByRole("tab", { name: "Plan" }).click();
    await row(page, "B2").click();
    await page.getByLabel("Most").fill("9 d");
    await page.getByLabel("Likely").fill("4 d");
    await row(page, "B2").locator("ins").waitFor();
    await page.getByText("What if B2 takes 1 d to 9 d").waitFor();
    expect(await faultsOf(page, "plan")).toEqual([]);
    await page.getByRole("button", { name: "Suggest" }).click();
    await page.getByText(/^1 suggestion/).waitFor();
    expect(await row(page, "B2").innerText()).toContain("1 · 2 · 6 d");

    await page.getByRole("button", { name: "Next suggestion" }).click();
    await page.getByRole("button", { name: "Accept all" }).click();
    await page.getByText(/^1 suggestion/).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Plan" }).click();
    await row(page, "B2").getByText("1 · 4 · 9 d").waitFor();
    await page.getByText("6 d", { exact: true }).first().waitFor();

    // Arrows go from task to task, Enter to the line in the text.
    await row(page, "B2").press("ArrowUp");
    await row(page, "B1").press("Enter");
    await page.getByText(/^Ln 15,/).waitFor();

    await page.getByRole("tab", { name: "Plan" }).click();
    await row(page, "B1").getByText("not verified").waitFor();
    await row(page, "B1").click();
    await page.getByRole("button", { name: "Verify…" }).click();
    await dialog(page).getByText("sh check.sh").waitFor();
    await dialog(page).getByRole("button", { name: "Allow and run" }).click();
    await dialog(page).getByText("the crane moves").waitFor();
    await dialog(page).getByRole("button", { name: "Run again" }).waitFor();
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await row(page, "B1").getByText("verified", { exact: true }).waitFor();
  });

  test("code that changed is told with its change where the text rests on it, until somebody has looked again; the trace leads from plan to spec", async () => {
    writeFileSync(join(scene().workspace, "src/cursor.mjs"), CODE.replace("cursor.at", "cursor.at + 1"));
    commitAll(scene(), "Count from one");
    const page = await scene().visitor();
    await open(page, "Loads that go on");
    await page.getByText("1 thing it rests on changed").waitFor();
    await page.locator(".sq.stale").waitFor();
    await page.getByRole("button", { name: "Show the first" }).click();
    await page.locator(".stale-diff ins").waitFor();
    expect(await page.locator(".stale-diff").innerText()).toContain("+  return cursor.at + 1;");
    expect(await faultsOf(page, "stale")).toEqual([]);
    await page.locator(".finding-pop").getByRole("button", { name: "Mark reviewed…" }).click();
    await dialog(page).getByLabel("Why it still holds (optional)").fill("The cursor counts the same loads");
    await dialog(page).getByRole("button", { name: "Mark reviewed", exact: true }).click();
    await page.getByText("1 thing it rests on changed").waitFor({ state: "detached" });
    await page.locator(".sq.stale").waitFor({ state: "detached" });

    await open(page, "Load faster");
    await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Trace" }).click();
    const node = (id: string) => page.locator(`[data-id="${id}"]`);
    await node("specs/loads.md").waitFor();
    expect(await faultsOf(page, "trace")).toEqual([]);
    await node("docs/plans/load-faster.md").focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "Loads that go on" }).waitFor();
  });
});
