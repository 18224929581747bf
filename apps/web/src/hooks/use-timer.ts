import { useEffect, useState } from "react";
import { useRuntime } from "./use-client.ts";

/** False for the first `ms` milliseconds: what is quicker than that shows no sign of waiting. */
export function useIsLate(ms = 400): boolean {
  const { clock } = useRuntime();
  const [isLate, setLate] = useState(false);
  useEffect(() => clock.after(ms, () => setLate(true)), [clock, ms]);
  return isLate;
}

/** The wall clock, in milliseconds; renders again every `everyMs` while `isRunning`. */
export function useNow(everyMs: number, isRunning = true): number {
  const { clock } = useRuntime();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    let stop = clock.after(everyMs, tick);
    function tick(): void {
      setNow(clock.now());
      stop = clock.after(everyMs, tick);
    }
    return () => stop();
  }, [clock, everyMs, isRunning]);
  return now;
}
