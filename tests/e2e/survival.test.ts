// What a person sees when something breaks: a reload, a second tab, a bridge that dies, a bridge that is away.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { answer, ask, ended, keepTexts, sawToken, scriptedText, seenTexts, shownText, turns } from "./chat.ts";
import { isShort } from "../support/long.ts";
import { inBrowser } from "./scene.ts";

const SCRIPTED = "scripted engine";

const isAway = (page: Page): Promise<void> => page.getByText("Bridge away", { exact: true }).waitFor();
const isHere = (page: Page): Promise<void> => page.getByText(/^Bridge here/).waitFor({ timeout: 20_000 });
/** If the page is not back by itself already. */
const tryNow = (page: Page): Promise<void> =>
  page
    .getByRole("button", { name: "Try now" })
    .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));

inBrowser("survival", { "README.md": "# Harbor\n\nThe pilot boards at dawn.\n" }, (scene) => {
  test("[S3] [S4] a reload in the middle of an answer loses no token and shows none twice", async () => {
    const page = await scene().visitor();
    await keepTexts(page);
    await page.reload();
    await ask(page, "scripted: tokens=300 rate=100 seed=5", SCRIPTED);
    await sawToken(page, 40);
    const before = await seenTexts(page);
    await page.reload();
    await ended(page);
    const after = await seenTexts(page);
    const whole = scriptedText(5, 300);
    for (const texts of [before, after]) {
      expect(texts.length).toBeGreaterThan(1);
      expect(texts.filter((text) => !whole.startsWith(text))).toEqual([]);
      expect(texts).toEqual(texts.toSorted((a, b) => a.length - b.length));
    }
    expect(await shownText(page)).toBe(whole);
    expect(await turns(page).count()).toBe(2);
  });

  for (const signal of ["SIGKILL", "SIGTERM"] as const)
    test.skipIf(signal === "SIGTERM" && isShort())(
      `[S2] [S11] the bridge ends by ${signal} in the middle of an answer: what was shown stays, and can be asked again`,
      async () => {
        const page = await scene().visitor();
        // Before the bridge is ended a page must have all its code: fetched now, so that the answer does not end meanwhile.
        await page.waitForLoadState("networkidle");
        await ask(page, "scripted: tokens=120 rate=100 seed=6", SCRIPTED);
        await sawToken(page, 30);
        await scene().stopBridge(signal);
        await isAway(page);
        const whole = scriptedText(6, 120);
        const shown = await shownText(page);
        expect(whole.startsWith(shown)).toBe(true);

        await scene().startBridge();
        await tryNow(page);
        await answer(page)
          .getByText(/^Cut off after \d+ tokens: the bridge stopped while it wrote\.$/)
          .waitFor();
        const kept = await shownText(page);
        expect(kept.startsWith(shown)).toBe(true);
        expect(whole.startsWith(kept)).toBe(true);
        expect(await scene().turnsOf(page)).toMatchObject([
          { role: "person" },
          { role: "engine", end: "interrupted", text: expect.stringContaining(kept) as string },
        ]);

        await page.getByRole("button", { name: "Ask again", exact: true }).click();
        await sawToken(page, 120);
        await ended(page);
        expect(await shownText(page)).toBe(whole);
      },
    );

  test("[S3] a second tab joins an answer that is being written, and what one asks the other shows", async () => {
    const first = await scene().visitor();
    await ask(first, "scripted: tokens=120 rate=100 seed=7", SCRIPTED);
    await sawToken(first, 20);
    const second = await first.context().newPage();
    await second.goto(first.url());
    await sawToken(second, 40);
    await Promise.all([ended(first), ended(second)]);
    const whole = scriptedText(7, 120);
    expect([await shownText(first), await shownText(second)]).toEqual([whole, whole]);

    await ask(second, "Who boards at dawn?", "workspace search (no model)");
    await turns(first).getByText("Who boards at dawn?").waitFor();
    for (const page of [first, second]) await turns(page).getByText("The pilot boards at dawn.").first().waitFor();
    expect([await turns(first).count(), await turns(second).count()]).toEqual([4, 4]);
  });

  test("[C1] [C6] prompts made while the bridge is away wait, can be taken back, and are sent once and in order", async () => {
    const page = await scene().visitor();
    await ask(page, "When does the pilot board?");
    await ended(page);
    await scene().stopBridge("SIGTERM");
    await isAway(page);
    for (const text of ["First: where?", "Second: why?", "Third: never mind"]) await ask(page, text);
    await page.getByText("3 messages wait, sent when it returns").waitFor();
    await turns(page).filter({ hasText: "Third" }).getByRole("button", { name: "Take back" }).click();
    await page.getByText("2 messages wait, sent when it returns").waitFor();
    expect(await turns(page).getByText("Third: never mind").count()).toBe(0);

    await scene().startBridge();
    await tryNow(page);
    await isHere(page);
    await page.getByText("Everything saved").waitFor();
    await answer(page).getByRole("button", { name: "Copy answer as Markdown" }).waitFor();
    const all = await scene().turnsOf(page);
    expect(all.map(({ role, end }) => end ?? role)).toEqual(["person", "done", "person", "done", "person", "done"]);
    expect(all.filter(({ role }) => role === "person").map(({ text }) => text)).toEqual([
      "When does the pilot board?",
      "First: where?",
      "Second: why?",
    ]);
    expect(await turns(page).count()).toBe(6);
  });

  for (const [how, stop] of [
    ["the Stop button", (page: Page) => page.getByRole("button", { name: "Stop" }).click()],
    ["Esc", (page: Page) => page.keyboard.press("Escape")],
  ] as const)
    test.skipIf(how !== "Esc" && isShort())(
      `[C7] ${how} ends the answer here and in the bridge, and keeps what was written`,
      async () => {
        const page = await scene().visitor();
        await ask(page, "scripted: tokens=100000 rate=60 seed=8", SCRIPTED);
        await sawToken(page, 20);
        await stop(page);
        await answer(page)
          .getByText(/^Stopped after \d+ tokens\.$/)
          .waitFor();
        const shown = await shownText(page);
        expect(scriptedText(8, 2_000).startsWith(shown)).toBe(true);
        const [, answered] = await scene().turnsOf(page);
        expect(answered).toMatchObject({ end: "cancelled" });
        expect(answered?.text.trim()).toBe(shown);
      },
    );
});
