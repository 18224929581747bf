// One document in two browsers and in a file: what each writes comes to the others, nothing is lost when the bridge dies,
// and git brings its own version without taking anybody's words away.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { isShort } from "../support/long.ts";
import { inBrowser, type Scene } from "./scene.ts";

const SPIKE = readFileSync(new URL("../defects/bases/spike-gpu-batch.md", import.meta.url), "utf8");
const NOTES = "# Notes\r\n\r\nThe pilot boards at dawn.\r\n";

const FILES = {
  "README.md": "# Harbor\n",
  "docs/notes.md": NOTES,
  "docs/other.md": "# Other\n\nFirst line.\n",
  "docs/spikes/2026-09-07-gpu-batch.md": SPIKE,
};

const editor = (page: Page) => page.getByRole("textbox", { name: "Document" });
const status = (page: Page) => page.getByRole("contentinfo", { name: "Status" });
const textOf = (page: Page): Promise<string> =>
  editor(page).evaluate((content) =>
    [...content.querySelectorAll(".cm-line")]
      .map((line) => {
        const copy = line.cloneNode(true) as Element;
        // Where others are is drawn into their line.
        for (const caret of copy.querySelectorAll(".other-caret")) caret.remove();
        return copy.textContent;
      })
      .join("\n"),
  );
const fileOf = (scene: Scene, path: string): string => readFileSync(join(scene.workspace, path), "utf8");

/** Opens a document by its file, as somebody does who looks at it first. */
async function open(scene: Scene, page: Page, path: string): Promise<void> {
  await page.goto(`${scene.bridge.url}/file/${path}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await expect.poll(() => editor(page).getAttribute("contenteditable"), { timeout: 20_000 }).toBe("true");
}

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
}

inBrowser("documents", FILES, (scene) => {
  test("two browsers and a program write one document; its line ends stay", async () => {
    const [ada, bob] = [await scene().visitor(), await scene().visitor()];
    await open(scene(), ada, "docs/notes.md");
    await open(scene(), bob, "docs/notes.md");
    await typeAtEnd(ada, "Ada was here.");
    await editor(bob).focus();
    await bob.keyboard.press("Control+Home");
    await bob.keyboard.press("End");
    await bob.keyboard.type(" by Bob");
    await status(ada).getByText("in the file").waitFor();

    const path = join(scene().workspace, "docs/notes.md");
    await expect.poll(() => fileOf(scene(), "docs/notes.md")).toContain("Ada was here.");
    writeFileSync(`${path}.new`, fileOf(scene(), "docs/notes.md").replace("at dawn", "at noon"));
    renameSync(`${path}.new`, path);

    const text = "# Notes by Bob\n\nThe pilot boards at noon.\nAda was here.";
    await expect.poll(() => textOf(ada), { timeout: 10_000 }).toBe(text);
    await expect.poll(() => textOf(bob), { timeout: 10_000 }).toBe(text);
    await expect.poll(() => fileOf(scene(), "docs/notes.md")).toBe(text.replaceAll("\n", "\r\n"));
  });

  // offline.test.ts kills the whole browser.
  test.skipIf(isShort())(
    "what is typed while the bridge is dead is saved when it is back, also when the page was closed meanwhile",
    async () => {
      const page = await scene().visitor();
      await open(scene(), page, "docs/other.md");
      await typeAtEnd(page, "Before. ");
      await status(page).getByText("in the file").waitFor();
      await scene().stopBridge("SIGKILL");
      await typeAtEnd(page, "On a train. ");
      await status(page)
        .getByText(/not saved yet/)
        .waitFor();
      // The rules need nobody.
      await typeAtEnd(page, "[There](#nowhere). ");
      await page
        .getByRole("region", { name: "Problems" })
        .getByText(/nowhere/)
        .first()
        .waitFor();
      // A page that is killed in the moment of a keystroke may lose that one.
      await page.waitForTimeout(500);
      const address = page.url();
      const profile = page.context();
      await page.close();
      await scene().startBridge();
      const again = await profile.newPage();
      await again.goto(address);
      await expect.poll(() => textOf(again), { timeout: 20_000 }).toContain("Before. On a train.");
      await expect.poll(() => fileOf(scene(), "docs/other.md"), { timeout: 20_000 }).toContain("Before. On a train.");
    },
  );

  test("a document is checked while it is typed, and a fix is one key", async () => {
    const page = await scene().visitor();
    await page.goto(`${scene().bridge.url}/documents`);
    // A link once somebody, or the browser ahead of them, has opened it.
    const name = { name: /^Technical Spike: Batch size/ };
    const rows = page.getByRole("main");
    await rows.getByRole("button", name).or(rows.getByRole("link", name)).click();
    await expect.poll(() => editor(page).getAttribute("contenteditable"), { timeout: 20_000 }).toBe("true");
    await typeAtEnd(page, "\n\nSee [the log](missing.md).");
    await page.getByRole("region", { name: "Problems" }).getByText("missing.md").first().waitFor();
  });

  test.skipIf(isShort())(
    "git's version of a file begins anew, and what it lacks is offered as a suggestion that a person accepts",
    async () => {
      const git = (...args: string[]) =>
        execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=a@example.org", ...args], {
          cwd: scene().workspace,
          encoding: "utf8",
        });
      git("add", "docs", "README.md");
      git("commit", "--quiet", "-m", "One");
      git("checkout", "--quiet", "-b", "side");
      writeFileSync(join(scene().workspace, "README.md"), "# Harbor\n\nFrom the side.\n");
      git("commit", "--quiet", "-am", "Two");
      git("checkout", "--quiet", "-");
      const page = await scene().visitor();
      await open(scene(), page, "README.md");
      await page.waitForTimeout(2_500);
      await scene().stopBridge("SIGKILL");
      await typeAtEnd(page, "\nWritten offline.\n");
      await status(page)
        .getByText(/not saved yet/)
        .waitFor();
      git("checkout", "--quiet", "side");
      await scene().startBridge();
      await expect.poll(() => textOf(page), { timeout: 20_000 }).toContain("From the side.");
      await page
        .getByRole("button", { name: /^Accept/ })
        .first()
        .click();
      await expect.poll(() => fileOf(scene(), "README.md"), { timeout: 20_000 }).toContain("Written offline.");
      expect(fileOf(scene(), "README.md")).toContain("From the side.");
    },
  );
});
