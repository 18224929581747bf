// A conversation of thousands of turns: opened from the list, then scrolled by wheel from its end to its beginning.
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Figures } from "../harness.ts";
import { traced } from "./trace.ts";

/** Half a screen in a frame: faster than anybody reads, as when somebody looks for a place far above. */
const PIXELS_A_SECOND = 30_000;
/** Each turn of the wheel; a person lets go of it in between. */
const STROKE_PX = 60_000;
const REST_MS = 3_000;
const FRAME_MS = 1_000 / 60;

interface Frames {
  /** When each began, milliseconds. */
  readonly at: number[];
  /** Those in which no turn was at the middle of the thread. */
  blank: number;
}

declare global {
  interface Window {
    scrolled: Frames;
  }
}

/** Milliseconds from the click on the first conversation of the list to the frame with its last turn, which is a mark of the page. */
export async function openFromList(page: Page, lastTurn: string): Promise<number> {
  await page.waitForFunction(() => document.querySelector(".rail-list a.it") !== null);
  await pause(REST_MS);
  const clickedAt = await page.evaluate(() => {
    const now = performance.now();
    document.querySelector<HTMLElement>(".rail-list a.it")?.click();
    return now;
  });
  await page.waitForFunction((mark) => mark in window.watched.marks, lastTurn);
  return (await page.evaluate((mark) => window.watched.marks[mark] ?? Number.NaN, lastTurn)) - clickedAt;
}

export async function scrollToStart(page: Page): Promise<Figures> {
  await pause(REST_MS);
  const { x, y, width, height } = (await page.locator(".thread").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  await page.evaluate(watchFrames, middle);
  const wheel = await page.context().newCDPSession(page);
  const trace = await traced(page, true, async () => {
    for (let before = Infinity; before > 0;) {
      await wheel.send("Input.synthesizeScrollGesture", {
        ...middle,
        yDistance: STROKE_PX,
        speed: PIXELS_A_SECOND,
        gestureSourceType: "mouse",
        preventFling: true,
      });
      const top = await page.evaluate(() => document.querySelector(".thread")?.scrollTop ?? 0);
      if (top >= before) throw new Error(`The thread does not scroll any more at ${top} px.`);
      before = top;
    }
  });
  const { at, blank } = await page.evaluate(() => window.scrolled);
  const gaps = at.slice(1).map((moment, n) => moment - (at[n] ?? moment));
  const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  return {
    frames: at.length,
    "missed frames, %": (missed * 100) / (missed + at.length),
    "frames without a turn in the middle, %": (blank * 100) / at.length,
    "main thread ms/frame": trace.totalMs / at.length,
    "longest task ms": trace.longestMs,
    "longest task by the clock ms": trace.longestWallMs,
    "compositor: dropped, %": (trace.frames.dropped * 100) / trace.frames.wanted,
    "compositor: partly blank, %": (trace.frames.blank * 100) / trace.frames.wanted,
  };
}

/** Runs in the page. */
function watchFrames({ x, y }: { readonly x: number; readonly y: number }): void {
  const frames: Frames = { at: [], blank: 0 };
  window.scrolled = frames;
  const tick = (now: number): void => {
    frames.at.push(now);
    if (document.elementFromPoint(x, y)?.closest("[data-index]") === null) frames.blank += 1;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
