// The chat page as a person finds it: by roles, names and words.
import { scriptedToken } from "@nomous/server";
import type { Locator, Page } from "playwright-core";

export const composer = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });

/** Opens the list of engines in `part` of the page, and takes the one with this name. */
export async function choose(part: Locator, engine: string): Promise<void> {
  const button = part.getByRole("button", { name: /^Model: / });
  await button.click();
  await part.page().getByRole("option").filter({ hasText: engine, hasNotText: "The bridge chooses" }).click();
  await button.filter({ hasText: engine }).waitFor();
}

/** Asks what is on the page now; with `engine` that one is chosen first. */
export async function ask(page: Page, text: string, engine?: string): Promise<void> {
  if (engine !== undefined) await choose(page.locator(".composer"), engine);
  await composer(page).fill(text);
  await composer(page).press("Control+Enter");
}

/** The turns on the page, oldest first. */
export const turns = (page: Page): Locator => page.getByRole("article");

/** The last turn: the answer to what was asked. */
export const answer = (page: Page): Locator => turns(page).last();

/** The paragraph that a scripted answer writes into. */
const scripted = (page: Page): Locator => answer(page).locator("p").filter({ hasText: /^1\./ }).first();

/** Waits until the answer on the page shows token `k`. */
export const sawToken = (page: Page, k: number): Promise<void> => scripted(page).getByText(` ${k}.`).waitFor();

/** Waits until the last answer is complete, however it ended. */
export const ended = (page: Page): Promise<void> =>
  answer(page).getByRole("button", { name: "Copy answer as Markdown" }).waitFor({ timeout: 20_000 });

/** The text of a whole scripted answer. */
export const scriptedText = (seed: number, tokens: number): string =>
  Array.from({ length: tokens }, (_, i) => scriptedToken(seed, i + 1))
    .join("")
    .trim();

/** What a scripted answer shows now. */
export const shownText = async (page: Page): Promise<string> => (await scripted(page).innerText()).trim();

/** Makes every page of the browser keep what its scripted answer shows, frame by frame; `seenTexts` gives that. */
export const keepTexts = (page: Page): Promise<unknown> =>
  page.context().addInitScript(() => {
    const texts: string[] = [];
    Object.assign(window, { seenTexts: texts });
    const look = (): void => {
      const paragraphs = [...document.querySelectorAll("article:last-of-type p")];
      const text = paragraphs
        .map((each) => (each as HTMLElement).innerText.trim())
        .find((each) => each.startsWith("1."));
      if (text !== undefined && text !== texts.at(-1)) texts.push(text);
      requestAnimationFrame(look);
    };
    look();
  });

export const seenTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { seenTexts: string[] }).seenTexts);

/** What a button puts on the clipboard. */
export async function copied(page: Page, button: Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button.click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
  return page.evaluate(() => navigator.clipboard.readText());
}
