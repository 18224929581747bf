// What is wrong with a screen in all its forms: light and dark, wide and on a phone. With NOMOUS_SHOTS=<folder> each is kept there as a picture.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env["NOMOUS_SHOTS"];

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;

interface Axe {
  run(options: RunOptions): Promise<AxeResults>;
}

/** Colours alone differ between the schemes: the rest is looked at once. */
async function violationsOf(page: Page, scheme: (typeof SCHEMES)[number]): Promise<string[]> {
  const rules: RunOptions = scheme === "light" ? {} : { runOnly: { type: "rule", values: ["color-contrast"] } };
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const options: RunOptions = { resultTypes: ["violations"], ...rules };
  const { violations } = await page.evaluate((asked) => (window as unknown as { axe: Axe }).axe.run(asked), options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}

/** What is wrong with what `page` shows, in all four forms. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const form = `${name}-${size}-${colorScheme}`;
      faults.push(...(await violationsOf(page, colorScheme)).map((violation) => `${form}: ${violation}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faults.push(`${form}: ${overflow} px wider than the screen`);
      if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${form}.png`) });
    }
  await page.setViewportSize(SIZES.wide);
  return faults;
}
