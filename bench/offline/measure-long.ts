// A conversation of thousands of turns: opened from the list of a page that is there, and scrolled from its end to its beginning; beside it a page that holds
// the same words as paragraphs and nothing else, so that what the machine cannot draw in time is not laid to ours.
import type { Page } from "playwright-core";
import { everythingHere } from "./kept.ts";
import type { Made, Place } from "./place.ts";
import { pair, Profile } from "./profile.ts";
import type { Results } from "./results.ts";
import { openFromList, scrollToStart } from "./scrolling.ts";

export interface LongParts {
  /** With one conversation. */
  readonly made: Made;
  readonly place: Place;
  readonly chromium: string;
  readonly results: Results;
  readonly rounds: number;
}

export async function measureLong({ made, place, chromium, results, rounds }: LongParts): Promise<void> {
  const turns = made.conversations[0]?.turns ?? [];
  const last = `[data-index="${turns.length - 1}"] article`;
  const profile = await Profile.make(chromium);
  await profile.use({}, async (page) => {
    const since = Date.now();
    await pair(page, place);
    await everythingHere(page, since);
  });
  for (let round = 0; round < rounds; round += 1) {
    await profile.use({ marks: { last } }, async (page) => {
      await page.goto(place.url, { waitUntil: "commit" });
      results.add("long", "nomous", { "open ms": await openFromList(page, "last"), ...(await scrollToStart(page)) });
    });
    await profile.use({}, async (page) => {
      await showParagraphs(
        page,
        turns.map(({ text }) => text),
      );
      results.add("long", "paragraphs", await scrollToStart(page));
    });
  }
  await profile.remove();
}

async function showParagraphs(page: Page, texts: readonly string[]): Promise<void> {
  await page.setContent(`<style>
    .thread { position: fixed; inset: 48px 300px; overflow: auto; font: 15px/1.6 sans-serif }
    article { max-width: 46rem; margin: 0 auto; padding-bottom: 24px; white-space: pre-wrap }
  </style><section class="thread"></section>`);
  await page.evaluate((all) => {
    const thread = document.querySelector(".thread");
    if (thread === null) return;
    thread.append(
      ...all.map((text, n) => {
        const article = document.createElement("article");
        article.dataset["index"] = String(n);
        article.textContent = text;
        return article;
      }),
    );
    thread.scrollTop = thread.scrollHeight;
  }, texts);
}
