// A browser profile on disk: what a browser keeps outlives its process, as a person's does. Each opening is a process of its own.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { FLAGS } from "../../tests/e2e/chromium.ts";
import type { Place } from "./place.ts";
import { type Marks, watchPages } from "./watch-page.ts";

/** What a browser keeps of a site's files by itself. */
const FILE_CACHES = ["Default/Cache", "Default/Code Cache"];
const PATIENCE_MS = 600_000;

interface OpenOptions {
  readonly marks?: Marks;
  /** Nothing is kept by a service worker. */
  readonly isPlain?: boolean;
}

export class Profile {
  readonly #chromium: string;
  readonly #folder: string;

  private constructor(chromium: string, folder: string) {
    this.#chromium = chromium;
    this.#folder = folder;
  }

  /** An empty one. */
  static async make(chromium: string): Promise<Profile> {
    return new Profile(chromium, await mkdtemp(join(tmpdir(), "nomous-bench-browser-")));
  }

  /** One that the bridge knows, and that keeps nothing of it. */
  static async makePaired(chromium: string, place: Place): Promise<Profile> {
    const profile = await Profile.make(chromium);
    await profile.use({ isPlain: true }, async (page) => {
      await pair(page, place);
      // No page of the app is open then.
      await page.goto(`${place.url}/healthz`);
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase("nomous");
            request.addEventListener("success", () => resolve());
            request.addEventListener("error", () => reject(request.error ?? new Error("not deleted")));
          }),
      );
    });
    return profile;
  }

  /** Another one that is the same; without the browser's own copies of files it has to fetch all of them. */
  async copy(hasFiles: boolean): Promise<Profile> {
    const copy = await Profile.make(this.#chromium);
    await cp(this.#folder, copy.#folder, { recursive: true, filter: (path) => !/\/Singleton\w+$/.test(path) });
    if (!hasFiles)
      await Promise.all(FILE_CACHES.map((name) => rm(join(copy.#folder, name), { recursive: true, force: true })));
    return copy;
  }

  /** Starts a browser, gives its page, and ends it. */
  async use<T>({ marks = {}, isPlain = false }: OpenOptions, work: (page: Page) => Promise<T>): Promise<T> {
    const context = await this.#launch(isPlain);
    try {
      context.setDefaultTimeout(PATIENCE_MS);
      await watchPages(context, marks);
      return await work(context.pages()[0] ?? (await context.newPage()));
    } finally {
      await context.close();
    }
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #launch(isPlain: boolean): Promise<BrowserContext> {
    return chromium.launchPersistentContext(this.#folder, {
      executablePath: this.#chromium,
      args: [...FLAGS, "--enable-blink-features=ForceEagerMeasureMemory"],
      viewport: { width: 1440, height: 900 },
      serviceWorkers: isPlain ? "block" : "allow",
    });
  }
}

/** Lets a browser in that the bridge does not know. */
export async function pair(page: Page, place: Place): Promise<void> {
  await page.goto(await place.newLink());
  await page.waitForFunction(() => document.title.split(" · ").length > 2);
}
