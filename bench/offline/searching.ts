// The search over everything that a browser keeps, in the worker of the page as it is shipped; and in the same worker what one would write first: all texts in lower
// case, each looked through for each word.
import { setTimeout as pause } from "node:timers/promises";
import type { Page, Worker } from "playwright-core";
import { createSeededRandom } from "@nomous/testkit";
import type { Figures } from "../harness.ts";

const EACH_KIND = 20;
/** As many as the page asks for. */
const LIMIT = 200;
const COMMON = "document";
const TYPED = 12;
const REST_MS = 200;

export interface Queries {
  /** Many texts have it. */
  readonly common: string;
  readonly known: readonly string[];
  /** With a letter that is wrong. */
  readonly misspelt: readonly string[];
}

/** Words as people look for them: one, two of a sentence, the beginning of one; each is somewhere in the texts. */
export function makeQueries(texts: readonly string[]): Queries {
  const random = createSeededRandom(5);
  const word = (from: string): string => random.pick(from.match(/\p{L}{5,}/gu) ?? ["document"]).toLowerCase();
  // None is there twice: a field that is filled with what it holds asks for nothing.
  const made = new Set<string>([COMMON]);
  const of = (make: (text: string) => string): string[] => {
    const own = new Set<string>();
    while (own.size < EACH_KIND) {
      const query = make(random.pick(texts));
      if (!made.has(query)) own.add(query);
      made.add(query);
    }
    return [...own];
  };
  const one = of(word);
  const two = of((text) => `${word(text.slice(0, 400))} ${word(text.slice(0, 400))}`);
  const begun = of((text) => word(text).slice(0, 4));
  const misspelt = of((text) => `${swapped(word(text))} `);
  return { common: COMMON, known: [...one, ...two, ...begun], misspelt };
}

/** Its third letter is another. */
const swapped = (word: string): string => `${word.slice(0, 2)}${word[2] === "q" ? "z" : "q"}${word.slice(3)}`;

/** Of one query each, milliseconds in the worker. */
export interface SearchTimes {
  readonly ours: readonly number[];
  readonly misspelt: readonly number[];
  readonly scan: readonly number[];
}

export async function timeSearches(page: Page, queries: Queries, texts: readonly string[]): Promise<SearchTimes> {
  const worker = page.workers().find((one) => one.url().includes("search"));
  if (worker === undefined) throw new Error("The page has no worker that searches.");
  const ours = await timeFinds(worker, queries.known);
  const misspelt = await timeFinds(worker, queries.misspelt);
  const scan = await worker.evaluate(
    ({ all, wanted, limit }) => {
      const lower = all.map((text) => text.toLowerCase());
      return wanted.map((query) => {
        const startedMs = performance.now();
        const words = query.split(" ");
        const hits = lower.flatMap((text, n) => (words.every((word) => text.includes(word)) ? [n] : []));
        if (hits.slice(0, limit).length === 0) throw new Error(`Nothing has "${query}".`);
        return performance.now() - startedMs;
      });
    },
    { all: texts, wanted: queries.known, limit: LIMIT },
  );
  return { ours, misspelt, scan };
}

/** The message of the page is handled at once, and its answer caught where it would be sent. */
const timeFinds = (worker: Worker, wanted: readonly string[]): Promise<number[]> =>
  worker.evaluate(
    ({ queries, limit }) => {
      const scope = globalThis as unknown as { postMessage: (message: unknown) => void };
      const { postMessage } = scope;
      let answers = 0;
      scope.postMessage = () => (answers += 1);
      const times = queries.map((text, n) => {
        const data = { type: "find", n: 1_000_000 + n, text, limit, without: [] };
        const startedMs = performance.now();
        globalThis.dispatchEvent(new MessageEvent("message", { data }));
        return performance.now() - startedMs;
      });
      scope.postMessage = postMessage;
      if (answers !== queries.length) throw new Error("The worker did not answer at once.");
      return times;
    },
    { queries: wanted, limit: LIMIT },
  );

/** What the worker has in memory after a collection; not a number where the browser does not say. */
export const workerBytes = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    interface Measured {
      readonly breakdown: readonly {
        readonly bytes: number;
        readonly attribution: readonly { readonly scope: string }[];
      }[];
    }
    const { measureUserAgentSpecificMemory } = performance as unknown as {
      measureUserAgentSpecificMemory?: () => Promise<Measured>;
    };
    if (measureUserAgentSpecificMemory === undefined) return Number.NaN;
    const { breakdown } = await measureUserAgentSpecificMemory.call(performance);
    const own = breakdown.filter(({ attribution }) => attribution.some(({ scope }) => scope.includes("Worker")));
    return own.reduce((sum, { bytes }) => sum + bytes, 0);
  });

/** From the last letter to the frame with what was found, the time included in which the page waits for more letters. */
export async function timeTyping(page: Page, { known }: Queries): Promise<number[]> {
  const field = page.getByRole("searchbox");
  for (const query of known.slice(1, 1 + TYPED)) {
    const before = await page.evaluate(() => window.watched.search.answers.length);
    await field.fill(query);
    await page.waitForFunction((count) => window.watched.search.answers.length > count, before);
    await pause(REST_MS);
  }
  return page.evaluate((count) => window.watched.search.answers.slice(-count), TYPED);
}

export const timesOf = (name: string, times: readonly number[]): Figures => {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    [`${name}, median ms`]: sorted[sorted.length >> 1] ?? Number.NaN,
    [`${name}, 95 % ms`]: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
};
