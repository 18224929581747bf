// The bridge is gone and people go on: pages open, documents are written, questions wait. When it is back all of it meets, and what overlaps is decided
// on the screen. Browsers are wiped, frozen and killed meanwhile.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { createPairingLink } from "@nomous/server";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { answer } from "./chat.ts";
import { findChromium, launchOwnChromium } from "./chromium.ts";
import { inBrowser, type Scene } from "./scene.ts";
import { faultsOf } from "./screen-faults.ts";

const NOTE = "docs/keeping.md";
const FILES = {
  "README.md": "# Harbor\n\nThe pilot boards at dawn.\n",
  [NOTE]: "# Keeping\n\nThe box keeps items for one hour.\n\n# Sending\n\nItems are sent in order.\n",
  "docs/other.md": "# Other\n\nFirst line.\n",
};

const editor = (page: Page) => page.getByRole("textbox", { name: "Text of the document" });
const status = (page: Page) => page.getByRole("contentinfo", { name: "Status" });
const fileOf = (scene: Scene, path: string): string => readFileSync(join(scene.workspace, path), "utf8");
/** Its code and its documents are in the browser: it can do without the bridge. */
const isWhole = async (page: Page): Promise<void> => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState("networkidle");
};
const tryNow = (page: Page): Promise<void> =>
  page
    .getByRole("button", { name: "Try now" })
    .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));

async function open(scene: Scene, page: Page, path: string): Promise<void> {
  await page.goto(`${scene.bridge.url}/file/${path}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await waitForText(page, "");
}

async function waitForText(page: Page, text: string): Promise<void> {
  await page.locator("[contenteditable=true]").and(editor(page)).filter({ hasText: text }).waitFor({ timeout: 20_000 });
}

/** Puts the words in the place of others, with the keys of somebody who has found them. */
async function replace(page: Page, words: string, by: string): Promise<void> {
  await editor(page).focus();
  const line = editor(page).locator(".cm-line").filter({ hasText: words });
  await line.click();
  await page.keyboard.press("Home");
  const at = (await line.textContent())?.indexOf(words) ?? -1;
  for (let i = 0; i < at; i += 1) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < words.length; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.type(by);
}

const waits = (page: Page, count: number): Promise<void> =>
  page.getByText(new RegExp(`^${count} changes? not yet on the bridge`)).waitFor();

inBrowser("offline", FILES, (scene) => {
  test("[D17] [D18] [D19] two browsers write without the bridge and load their pages again; when it is back both have all, and what overlaps is decided on the screen", async () => {
    const options = { serviceWorkers: "allow" } as const;
    const [ada, bob] = [await scene().newcomer(options), await scene().newcomer(options)];
    for (const page of [ada, bob]) {
      await open(scene(), page, NOTE);
      await waitForText(page, "one hour");
      await isWhole(page);
    }
    await ada.waitForTimeout(2_500);
    await scene().stopBridge("SIGKILL");
    for (const page of [ada, bob]) {
      await page.reload();
      await waitForText(page, "one hour");
    }
    await replace(ada, "one hour", "seven days");
    await replace(ada, "in order", "in the order in which they came");
    await replace(bob, "one hour", "24 hours");
    const address = ada.url();
    await ada.goto(`${scene().bridge.url}/`);
    await ada.getByRole("textbox", { name: "Message" }).fill("When does the pilot board?");
    await ada.keyboard.press("Control+Enter");
    await ada.getByText("1 message and 1 change wait, sent when it returns").waitFor();
    await waits(ada, 2);
    await waits(bob, 1);

    await scene().startBridge();
    for (const page of [ada, bob]) await tryNow(page);
    await answer(ada).getByText("The pilot boards at dawn.").first().waitFor({ timeout: 20_000 });
    await ada.goto(address);
    for (const page of [ada, bob]) {
      await waitForText(page, "in the order in which they came");
      await status(page)
        .getByRole("link", { name: /1 (edit )?conflict/ })
        .waitFor({ timeout: 20_000 });
    }
    await expect.poll(() => fileOf(scene(), NOTE), { timeout: 10_000 }).toMatch(/seven days/);
    expect(fileOf(scene(), NOTE)).toMatch(/24 hours/);

    await status(bob)
      .getByRole("link", { name: /1 (edit )?conflict/ })
      .click();
    await bob.getByText("The box keeps items for one hour.").first().waitFor();
    expect(await faultsOf(bob, "conflict")).toEqual([]);
    await bob.keyboard.press("1");
    for (const page of [ada, bob])
      await expect.poll(() => page.getByRole("link", { name: /1 (edit )?conflict/ }).count()).toBe(0);
    await expect
      .poll(() => fileOf(scene(), NOTE), { timeout: 10_000 })
      .toBe(
        "# Keeping\n\nThe box keeps items for 24 hours.\n\n# Sending\n\nItems are sent in the order in which they came.\n",
      );
    await waitForText(ada, "The box keeps items for 24 hours.");
  });

  test("a browser that loses what it kept fetches all again; of two tabs the frozen one keeps nobody from saving", async () => {
    const page = await scene().visitor();
    await open(scene(), page, "docs/other.md");
    const second = await page.context().newPage();
    await second.goto(page.url());
    await waitForText(second, "First line.");
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    await editor(second).focus();
    await second.keyboard.press("Control+End");
    await second.keyboard.type("Beside a frozen tab.");
    await expect.poll(() => fileOf(scene(), "docs/other.md"), { timeout: 20_000 }).toContain("Beside a frozen tab.");
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await waitForText(page, "Beside a frozen tab.");
    await second.close();

    // As a browser that runs out of room does: the databases of the site go, the key stays where it is.
    await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase("nomous").onsuccess = resolve)));
    await page.reload();
    await waitForText(page, "Beside a frozen tab.");
  });

  test("what waits in a browser is there after the browser was killed, and comes to the file", async () => {
    const profile = await mkdtemp(join(tmpdir(), "nomous-profile-"));
    let killed = await launchOwnChromium(findChromium() ?? "", profile);
    const { secret } = await createPairingLink(join(scene().workspace, ".nomous"), systemRuntime);
    let page = await killed.page();
    await page.goto(`${scene().bridge.url}/#pair=${secret}`);
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    await open(scene(), page, NOTE);
    await isWhole(page);
    const address = page.url();
    await page.waitForTimeout(2_500);
    await scene().stopBridge("SIGTERM");
    await editor(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Typed before the browser died.");
    await waits(page, 1);
    await killed.kill();

    killed = await launchOwnChromium(findChromium() ?? "", profile);
    page = await killed.page();
    await page.goto(address);
    await waitForText(page, "Typed before the browser died.");
    await waits(page, 1);
    await scene().startBridge();
    await tryNow(page);
    await expect.poll(() => fileOf(scene(), NOTE), { timeout: 20_000 }).toContain("Typed before the browser died.");
    await killed.kill();
    await rm(profile, { recursive: true, maxRetries: 5 });
  });
});
