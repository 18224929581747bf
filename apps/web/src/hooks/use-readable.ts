import type { Readable } from "@nomous/client";
import { useCallback, useSyncExternalStore } from "react";

/** The current value of a store; renders again after each change. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable]);
  return useSyncExternalStore(subscribe, () => readable.current());
}
