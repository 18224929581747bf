// Every main screen in light and dark, wide and on a phone: accessible to axe, silent on the console, and asking for
// nothing but the bridge. With NOMOUS_SHOTS=<folder> each is kept there as a picture.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ask, composer, ended } from "./chat.ts";
import { inBrowser } from "./scene.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env["NOMOUS_SHOTS"];

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;

const FILES = {
  "README.md": "# Harbor\n\nThe pilot boards at dawn.\n\n| berth | depth |\n|---|---|\n| north | 12 m |\n",
  "docs/pilots.md": "# Pilots\n\nA pilot boards each ship that is longer than ninety metres.\n",
  "src/crane.ts": "// The crane lifts what a pilot brings.\nexport const tonnes = 40;\n",
};

interface Axe {
  run(options: RunOptions): Promise<AxeResults>;
}

async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: Axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}

/** What is wrong with what `page` shows, in all four forms. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const form = `${name}-${size}-${colorScheme}`;
      faults.push(...(await violationsOf(page)).map((violation) => `${form}: ${violation}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faults.push(`${form}: ${overflow} px wider than the screen`);
      if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${form}.png`) });
    }
  await page.setViewportSize(SIZES.wide);
  return faults;
}

inBrowser("screens", FILES, (scene) => {
  test("the first screen, a conversation, the palette, the keys, a file and the system page are sound", async () => {
    const page = await scene().visitor();
    await page.getByRole("heading", { name: "What works now" }).waitFor();
    expect(await faultsOf(page, "first")).toEqual([]);

    await ask(page, "Who boards a ship?");
    await ended(page);
    expect(await faultsOf(page, "chat")).toEqual([]);

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or run" }).fill("pilot");
    await page.getByRole("dialog").getByRole("option").filter({ hasText: "pilot" }).first().waitFor();
    expect(await faultsOf(page, "palette")).toEqual([]);
    await page.keyboard.press("Escape");

    await page.goto(`${scene().bridge.url}/file/README.md?line=3`);
    await page.getByRole("region", { name: "Lines" }).getByText("The pilot boards at dawn.").waitFor();
    expect(await faultsOf(page, "source")).toEqual([]);
    await page.getByRole("button", { name: "Rendered" }).click();
    await page.getByRole("main").getByRole("heading", { name: "Harbor" }).waitFor();
    expect(await faultsOf(page, "rendered")).toEqual([]);

    await page.goto(`${scene().bridge.url}/system`);
    await page.getByText("Markdown files").waitFor();
    expect(await faultsOf(page, "system")).toEqual([]);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "All keys" }).waitFor();
    expect(await faultsOf(page, "keys")).toEqual([]);
  });

  test("the keyless page is sound", async () => {
    const page = await scene().stranger();
    await page.goto(scene().bridge.url);
    await page.getByRole("heading", { name: "This browser is not paired" }).waitFor();
    expect(await faultsOf(page, "keyless")).toEqual([]);
  });

  test("an answer that is being written, branches, and a bridge that is away are sound", async () => {
    const page = await scene().visitor();
    await ask(page, "scripted: tokens=100000 rate=40 seed=3", "scripted engine");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.getByText("2 of 2", { exact: true }).waitFor();
    await page.getByText("Everything saved").waitFor();
    await scene().stopBridge("SIGTERM");
    await page.getByText("Bridge away", { exact: true }).waitFor();
    await ask(page, "And then?");
    await page.getByText("1 message waits, sent when it returns").waitFor();
    await composer(page).fill("Half a");
    expect(await faultsOf(page, "away")).toEqual([]);
    await scene().startBridge();
  });
});
