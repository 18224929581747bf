// The System screen: what the bridge measures of its machine, while it is here and after it went.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./scene.ts";

const drawing = (page: Page) => page.getByRole("img", { name: /^The last five minutes: CPU \d+ %/ });

/** Points of the first line that are drawn. */
const inked = (page: Page): Promise<number> =>
  page
    .locator(".plot canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count += 1;
      return count;
    });

inBrowser("system screen", { "README.md": "# Harbor\n" }, (scene) => {
  test("[L1] the machine is drawn as it is measured, the figures are one button away, and stay when the bridge goes", async () => {
    const page = await scene().visitor();
    await page.goto(`${scene().bridge.url}/system`);
    await drawing(page).waitFor();
    const atFirst = await inked(page);
    await page.waitForFunction(
      (before) => {
        const label = document.querySelector("[role=img]")?.getAttribute("aria-label");
        return label !== null && label !== before;
      },
      await drawing(page).getAttribute("aria-label"),
    );
    expect(await inked(page)).toBeGreaterThan(0);
    expect(atFirst).toBeGreaterThan(0);

    await page.getByRole("button", { name: "As a table" }).click();
    const newest = page.getByRole("row").nth(1);
    await newest
      .getByRole("cell", { name: /^\d+ %$/ })
      .first()
      .waitFor();
    await scene().stopBridge("SIGKILL");
    await page.getByText(/bridge away, this is from \d\d:\d\d:\d\d/).waitFor();
    const kept = await newest.innerText();
    await page.getByRole("button", { name: "As a table" }).click();
    await drawing(page).waitFor();

    await scene().startBridge();
    await page.getByText(/each second/).waitFor({ timeout: 20_000 });
    await page.getByRole("button", { name: "As a table" }).click();
    await expect.poll(() => newest.innerText(), { timeout: 10_000 }).not.toBe(kept);
  });
});
