// An editor in a real browser, typed in with keys as a person does: what its main thread does for each, and how soon a finding that the
// key makes or removes is drawn.
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";
import { longestTaskMs } from "./main-thread-trace.ts";

/** What the page itself sees of it, in milliseconds of its clock. */
interface Seen {
  keyAt: number;
  readonly tasks: number[];
  /** From a key to the frame that draws another state of the line's findings. */
  readonly drawn: number[];
  /** When each of the marks of an opened page stood there first, since the page was asked for. */
  readonly marks: Record<string, number>;
}

/** What stands on the page of a document once its text can be read, can be changed, and is checked. */
const MARKS = {
  readable: ".cm-content .cm-line:nth-child(3)",
  editable: ".cm-content:not([aria-readonly]) .cm-line:nth-child(3)",
  checked: ".problems .problem-list, .problems p.state",
};

/** Milliseconds since the page was asked for. */
export type Opening = Readonly<Record<keyof typeof MARKS, number>>;

declare global {
  interface Window {
    seen: Seen;
  }
}

export interface Typing {
  /** Processor time of the main thread for one key, with everything that follows from it. */
  readonly msPerKey: number;
  /** Tasks of the main thread over 50 ms by the clock on the wall, in which a busy machine runs others too. */
  readonly longTasks: number;
  /** Processor time of the longest task. */
  readonly longestMs: number;
}

const FINDING = ".cm-activeLine .sq.error";

/** Runs in the page, before anything of it. */
function look({
  finding,
  marks,
}: {
  readonly finding: string;
  readonly marks: Readonly<Record<string, string>>;
}): void {
  const seen: Seen = { keyAt: 0, tasks: [], drawn: [], marks: {} };
  window.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: "longtask" });
  window.addEventListener("keydown", ({ timeStamp }) => (seen.keyAt = timeStamp), true);
  let isFound = false;
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => seen.drawn.push(performance.now() - seen.keyAt));
  port1.start();
  new MutationObserver(() => {
    for (const [mark, selector] of Object.entries(marks))
      if (!(mark in seen.marks) && document.querySelector(selector) !== null) seen.marks[mark] = performance.now();
    if ((document.querySelector(finding) !== null) === isFound) return;
    isFound = !isFound;
    // What is posted in a frame comes after it was painted.
    requestAnimationFrame(() => port2.postMessage(null));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
}

export class EditorPage {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  /** To be called before the page goes anywhere. */
  static async watch(page: Page): Promise<EditorPage> {
    await page.addInitScript(look, { finding: FINDING, marks: MARKS });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    return new EditorPage(page, cdp);
  }

  /** Puts the cursor behind the first words of a line that is in view. */
  async goToWords(words: string): Promise<void> {
    const line = this.page.locator(".cm-line", { hasText: words }).first();
    await line.click({ position: { x: 1, y: 8 } });
    await this.page.keyboard.press("Home");
    for (let i = 0; i < words.length; i += 1) await this.page.keyboard.press("ArrowRight");
  }

  /** Waits until the document is open and checked. */
  async opened(): Promise<Opening> {
    await this.page.waitForFunction(
      (count) => Object.keys(window.seen.marks).length === count,
      Object.keys(MARKS).length,
    );
    return this.page.evaluate(() => window.seen.marks as Opening);
  }

  /** Types the keys at a pace, then waits until nothing of it is left to do. */
  async type(keys: readonly string[], everyMs: number): Promise<Typing> {
    await pause(REST_MS);
    await this.page.evaluate(() => void window.seen.tasks.splice(0));
    const before = await this.#taskMs();
    const longestMs = await longestTaskMs(this.page, async () => {
      const startedMs = performance.now();
      for (const [i, key] of keys.entries()) {
        await pause(Math.max(0, startedMs + i * everyMs - performance.now()));
        await this.page.keyboard.press(key);
      }
      await pause(REST_MS);
    });
    const msPerKey = ((await this.#taskMs()) - before) / keys.length;
    const longTasks = await this.page.evaluate(() => window.seen.tasks.length);
    return { msPerKey, longTasks, longestMs };
  }

  /** Presses each key when the finding of the one before is drawn; milliseconds from each key to its frame. */
  async typeFindings(keys: readonly string[]): Promise<readonly number[]> {
    await pause(REST_MS);
    await this.page.evaluate(() => void window.seen.drawn.splice(0));
    for (const [i, key] of keys.entries()) {
      await this.page.keyboard.press(key);
      await this.page.waitForFunction((count) => window.seen.drawn.length > count, i, { polling: 50 });
      // Not in step with the frames, as no person is.
      await pause(40 + ((i * 7) % 16));
    }
    return this.page.evaluate(() => window.seen.drawn.splice(0));
  }

  /** Processor time of all tasks of the main thread so far. */
  async #taskMs(): Promise<number> {
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
  }
}

/** Longer than the slowest of what waits for quiet: the copy that a client keeps. */
const REST_MS = 3_500;
