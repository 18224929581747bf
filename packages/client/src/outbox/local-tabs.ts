import { Signal } from "../signal.ts";
import type { Tabs } from "./tabs.ts";

/** Makes the `Tabs` of each client in this process that shares one storage. */
export function createLocalTabs(): () => Tabs {
  const signals = new Set<Signal>();
  let last: Promise<void> = Promise.resolve();
  let holder = new AbortController();

  return () => {
    const own = new Signal();
    signals.add(own);
    return {
      async exclusive(task, isStealing = false) {
        const before = last;
        const run = async (): Promise<void> => {
          if (isStealing) holder.abort();
          else await before;
          holder = new AbortController();
          await task(holder.signal);
        };
        const running = run();
        last = running.catch(() => {});
        await running;
      },
      nudge() {
        for (const signal of signals) if (signal !== own) signal.emit();
      },
      onNudge: (listener) => own.subscribe(listener),
    };
  };
}
