// What the browser itself writes down of its main threads: of each task also how long it had a processor, which no clock in the page tells.
import type { Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on a processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Processor time of the longest task that the pages of the browser ran meanwhile. */
export async function longestTaskMs(page: Page, meanwhile: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page has no browser of its own to trace.");
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await meanwhile();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return longestOf(events);
}

function longestOf(events: readonly TraceEvent[]): number {
  const keyOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const named = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const mains = new Set(named.map(keyOf));
  const tasks = events.filter((event) => event.name.endsWith("RunTask") && mains.has(keyOf(event)));
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0);
}
