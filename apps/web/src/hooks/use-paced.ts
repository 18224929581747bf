import type { Clock, Readable } from "@nomous/client";
import { useMemo } from "react";
import { useRuntime } from "./use-client.ts";
import { useReadable } from "./use-readable.ts";

/** Like `useReadable`, but renders at most once in `everyMs`: for what changes faster than anybody reads. */
export function usePaced<T>(readable: Readable<T>, everyMs: number): T {
  const { clock } = useRuntime();
  return useReadable(useMemo(() => paced(readable, clock, everyMs), [readable, clock, everyMs]));
}

/** Tells of a change at most once in `everyMs`, and always of the last. */
export function paced<T>(readable: Readable<T>, clock: Clock, everyMs: number): Readable<T> {
  return {
    current: () => readable.current(),
    subscribe(listener) {
      let stopTimer: (() => void) | undefined;
      const tell = (): void => {
        stopTimer = undefined;
        listener();
      };
      const stop = readable.subscribe(() => {
        stopTimer ??= clock.after(everyMs, tell);
      });
      return () => {
        stop();
        stopTimer?.();
      };
    },
  };
}
