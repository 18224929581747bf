// What is wrong with a screen in its forms: light and dark, wide and on a phone. In a hurry wide is light and the phone dark; `npm run
// test:long` looks at all four, and with NOMOUS_SHOTS=<folder> each is kept there as a picture.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env["NOMOUS_SHOTS"];

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const FORMS = [
  { size: "wide", viewport: WIDE, scheme: "light", isBrief: true },
  { size: "wide", viewport: WIDE, scheme: "dark", isBrief: false },
  { size: "phone", viewport: PHONE, scheme: "light", isBrief: false },
  { size: "phone", viewport: PHONE, scheme: "dark", isBrief: true },
] as const;
const LOOKED_AT = FORMS.filter(({ isBrief }) => isBrief || SHOTS !== undefined || process.env["NOMOUS_LONG"] === "1");

interface Axe {
  run(options: RunOptions): Promise<AxeResults>;
}

async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const options: RunOptions = { resultTypes: ["violations"] };
  const { violations } = await page.evaluate((asked) => (window as unknown as { axe: Axe }).axe.run(asked), options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}

/** What is wrong with what `page` shows, in each form. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { size, viewport, scheme } of LOOKED_AT) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const form = `${name}-${size}-${scheme}`;
    faults.push(...(await violationsOf(page)).map((violation) => `${form}: ${violation}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) faults.push(`${form}: ${overflow} px wider than the screen`);
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${form}.png`) });
  }
  await page.setViewportSize(WIDE);
  return faults;
}
