// Experiments in the browser: the sample from the first screen, a session as the one who runs it sees it and another one who looks on, and
// one that is added with a form.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { inBrowser } from "./scene.ts";
import { faultsOf } from "./screen-faults.ts";

/** After the first round a run waits for the file `go`: so a person is in time to stop the session. */
const CRANE = `count=$(cat runs 2>/dev/null || echo 0)
echo $((count + 1)) > runs
if [ "$count" -ge 3 ]; then until [ -e go ]; do sleep 0.05; done; fi
echo "{\\"ms\\": $1}"
`;

const SPIKE = `---
nomous: spike
status: draft
---

# Which crane

## Technical Details

### Test methodology

\`\`\`yaml experiment
id: crane
question: Is the new crane faster?
variants:
  - { id: old, title: Old crane, run: [sh, crane.sh, "10"] }
  - { id: new, title: New crane, run: [sh, crane.sh, "7"] }
metrics:
  - { id: ms, title: Time, unit: ms, better: lower, threshold: 5 % }
rounds: 8
warmup: 0
\`\`\`

## Results

### Performance data

### Evaluation Criteria

\`\`\`yaml decision
id: which
options:
  Old crane: { crane: old }
  New crane: { crane: new }
criteria:
  - { name: Performance metrics, weight: 100, metric: crane/ms }
\`\`\`

## Recommendations

`;

const FILES = { "README.md": "# Harbor\n", "crane.sh": CRANE, "docs/spikes/crane.md": SPIKE };

const editor = (page: Page) => page.getByRole("textbox", { name: "Document" });
const progress = (page: Page) => page.getByRole("region", { name: "Progress" });
const dialog = (page: Page) => page.getByRole("dialog");

const runs = (page: Page) => page.getByRole("navigation").getByRole("link", { name: "Runs" });

async function openCrane(page: Page): Promise<void> {
  await runs(page).click();
  await page.getByRole("region", { name: "Experiments" }).getByRole("link", { name: "crane", exact: true }).click();
}

const textAtEnd = async (page: Page): Promise<string> => (await editor(page).innerText()).slice(-100);

/** A machine runs one session at a time, by what lies in this folder: other tests are no reason to wait. */
const machine = mkdtempSync(join(tmpdir(), "nomous-runs-"));
afterAll(() => rmSync(machine, { recursive: true }));

inBrowser(
  "runs",
  FILES,
  (scene) => {
    test("the sample is one step from the first screen and shows what it would run; another experiment is added with a form", async () => {
      const page = await scene().visitor();
      await page.getByRole("button", { name: "Try the sample" }).click();
      await page.getByRole("button", { name: "Run sorting" }).click();
      await dialog(page).getByText("node -e").first().waitFor();
      expect(await faultsOf(page, "run-dialog")).toEqual([]);
      await dialog(page).getByRole("button", { name: "Cancel" }).click();

      await page.getByRole("button", { name: "Document menu" }).click();
      await page.getByRole("button", { name: "Add experiment" }).click();
      await dialog(page).getByRole("textbox", { name: "What do you want to know?" }).fill("Is the crane fast enough?");
      await dialog(page).getByRole("button", { name: "Add to the document" }).click();
      await dialog(page).getByText("A name is missing").first().waitFor();
      expect(await faultsOf(page, "add-experiment")).toEqual([]);
      await dialog(page).getByRole("textbox", { name: "Baseline" }).fill("Old crane");
      await dialog(page).getByRole("textbox", { name: "Name", exact: true }).fill("new");
      await dialog(page).getByRole("textbox", { name: "Command" }).first().fill("node crane.mjs 'one load'");
      await dialog(page).getByRole("textbox", { name: "Command" }).last().fill("node crane.mjs --new");
      await dialog(page).getByRole("textbox", { name: "Name in the JSON" }).fill("seconds");
      await dialog(page).getByRole("button", { name: "Add to the document" }).click();
      await expect.poll(() => editor(page).innerText()).toContain("run: [node, crane.mjs, one load]");
      await page.keyboard.press("Control+z");
      await expect.poll(() => editor(page).innerText()).not.toContain("crane");
    });

    test("a session is allowed, seen by another browser, stopped, gone on with, and its document tells what was found", async () => {
      const page = await scene().visitor();
      await openCrane(page);
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("button", { name: "Allow and run" }).click();
      await progress(page).waitFor();

      const other = await scene().visitor();
      await openCrane(other);
      await progress(other)
        .getByText(/^Round \d+ of 8/)
        .waitFor();
      await other.getByRole("img", { name: /Time/ }).waitFor();
      await other.getByRole("button", { name: "Stop", exact: true }).click();
      await page.getByText(/Stopped after \d+ rounds?/).waitFor();
      writeFileSync(join(scene().workspace, "go"), "");
      await other.getByRole("button", { name: "Resume" }).click();
      await dialog(other).getByRole("button", { name: "Resume" }).click();

      await page.getByRole("button", { name: "Run again" }).waitFor({ timeout: 60_000 });
      await page.getByRole("heading", { name: "Decision" }).waitFor();
      expect(await faultsOf(page, "experiment")).toEqual([]);
      await runs(other).click();
      await other.getByText("complete", { exact: true }).waitFor();
      expect(await faultsOf(other, "runs")).toEqual([]);

      await page.getByRole("button", { name: /crane\.md/ }).click();
      await page.getByRole("button", { name: "Performance data" }).click();
      const chart = page.getByRole("article", { name: "Preview" }).getByRole("img").first();
      await chart.waitFor();
      expect(await chart.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);

      await editor(page).focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("\n\nThe crane takes [7000 %][ev:cr");
      await page
        .getByRole("option", { name: /^ev:crane\/ms/ })
        .first()
        .click();
      await page.keyboard.type(" less.\n\n");
      await page.locator(".claim.disagrees").first().waitFor();
      expect(await textAtEnd(page)).toContain("[7000 %][ev:crane/ms] less.");
    });
  },
  async () => ({ env: { TMPDIR: machine } }),
);
